import type { JSX } from "preact";
import type { TokenFileInfo } from "../../../src/console/api-types.ts";
import { CopyButton } from "../ui/copy-button.tsx";

/** Properties of {@link TokenCard}. */
export interface TokenCardProps {
  readonly token: TokenFileInfo;
  readonly isBusy: boolean;
  readonly onExchange: () => void;
  /** Undefined if the file can't be deleted. */
  readonly onDelete: (() => void) | undefined;
}

/** A token file, and what can be done with it. */
export function TokenCard({ token, isBusy, onExchange, onDelete }: TokenCardProps): JSX.Element {
  const { namespace, serviceAccount, podName, audience, path, exports } = token;
  const name = `${namespace}/${podName}`;
  return (
    <li class="card">
      <h3>{name}</h3>
      <dl>
        <div>
          <dt>Service account</dt>
          <dd>
            {namespace}/{serviceAccount}
          </dd>
        </div>
        <div>
          <dt>Audience</dt>
          <dd>{audience}</dd>
        </div>
        <div>
          <dt>File</dt>
          <dd>{path}</dd>
        </div>
      </dl>
      <p class="buttons">
        <button type="button" class="small" disabled={isBusy} onClick={onExchange}>
          Exchange <span class="hidden">the token of {name}</span>
        </button>
        <CopyButton text={exports} label="variables" />
        {onDelete === undefined ? null : (
          <button type="button" class="small" disabled={isBusy} onClick={onDelete}>
            Delete <span class="hidden">the token of {name}</span>
          </button>
        )}
      </p>
      <details>
        <summary>Variables for a shell</summary>
        <pre tabindex={0}>{exports}</pre>
      </details>
    </li>
  );
}
