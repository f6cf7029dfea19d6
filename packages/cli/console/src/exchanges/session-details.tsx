import type { JSX } from "preact";
import type { ExchangeSession } from "../../../src/console/api-types.ts";
import { formatDuration, useNow } from "../ui/times.ts";

/** The session of the credentials: its name, its expiry and its tags. */
export function SessionDetails({ session }: { readonly session: ExchangeSession | undefined }): JSX.Element {
  if (session === undefined) {
    return <p class="quiet">There is no session, because no association could be used.</p>;
  }
  const { name, assumedRoleArn, expiration, durationSeconds, tags, policy } = session;
  return (
    <>
      <dl>
        {name === undefined ? null : (
          <div>
            <dt>Name</dt>
            <dd>{name}</dd>
          </div>
        )}
        {assumedRoleArn === undefined ? null : (
          <div>
            <dt>Assumed role</dt>
            <dd>{assumedRoleArn}</dd>
          </div>
        )}
        <div>
          <dt>Duration</dt>
          <dd>{durationSeconds} s</dd>
        </div>
        <div>
          <dt>Expires</dt>
          <dd>
            {expiration === undefined ? "no credentials were issued" : <Expiry expiration={expiration} />}
          </dd>
        </div>
      </dl>
      {tags === undefined ? (
        <p class="hint">The session has no tags: the association turns them off.</p>
      ) : (
        <dl class="tags">
          {Object.entries(tags).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {policy === undefined ? null : (
        <details>
          <summary>Session policy</summary>
          <pre>{policy}</pre>
        </details>
      )}
    </>
  );
}

function Expiry({ expiration }: { readonly expiration: string }): JSX.Element {
  const left = Date.parse(expiration) - useNow();
  const at = new Date(expiration).toLocaleString("en-GB");
  return (
    <time dateTime={expiration}>
      {left <= 0 ? <b>expired</b> : <b>in {formatDuration(left)}</b>} <span class="quiet">({at})</span>
    </time>
  );
}
