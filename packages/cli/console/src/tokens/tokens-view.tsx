import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Exchange, ExchangeResult, NewToken, TokenFileInfo } from "../../../src/console/api-types.ts";
import { send } from "../request.ts";
import { linkTo } from "../route.ts";
import { type Outcome, useAction } from "../ui/action.ts";
import { Notice } from "../ui/notice.tsx";
import { TokenCard } from "./token-card.tsx";
import { TokenForm } from "./token-form.tsx";

/** The token files of pods, with a form to mint others. */
export function TokensView({ exchanges }: { readonly exchanges: readonly Exchange[] }): JSX.Element {
  const [tokens, setTokens] = useState<readonly TokenFileInfo[]>([]);
  const [requestId, setRequestId] = useState<string>();
  const action = useAction();
  const load = async (): Promise<void> => setTokens(await send<readonly TokenFileInfo[]>("GET", "tokens"));
  useEffect(() => {
    void action.run(async () => {
      await load();
      return undefined;
    });
  }, []);

  const mint = (pod: NewToken): Promise<void> =>
    action.run(async () => {
      const { path } = await send<TokenFileInfo>("POST", "tokens", pod);
      setRequestId(undefined);
      await load();
      return { message: `The token is in ${path}.` };
    });
  const exchange = ({ id }: TokenFileInfo): Promise<void> =>
    action.run(async () => {
      const result = await send<ExchangeResult>("POST", `tokens/${id}/exchange`);
      setRequestId(result.requestId);
      return { message: `${result.outcome === "granted" ? "Granted" : "Refused"}: ${result.message}` };
    });
  const remove = ({ id, path }: TokenFileInfo): Promise<void> =>
    action.run(async () => {
      await send("DELETE", `tokens/${id}`);
      setRequestId(undefined);
      await load();
      return { message: `Deleted ${path}.` };
    });

  return (
    <div class="columns">
      <section aria-labelledby="tokens-title">
        <h2 id="tokens-title">Tokens</h2>
        <p class="hint">
          A token is only ever in its file, which its owner can read (mode 0600). It is renewed until you
          delete it or eks-auth dev ends.
        </p>
        <Notice outcome={withLink(action.outcome, requestId, exchanges)} />
        <ul class="cards">
          {tokens.map((token) => (
            <TokenCard
              key={token.id}
              token={token}
              isBusy={action.isRunning}
              onExchange={() => exchange(token)}
              onDelete={token.id === "sample" ? undefined : () => remove(token)}
            />
          ))}
        </ul>
      </section>
      <TokenForm isBusy={action.isRunning} onMint={mint} />
    </div>
  );
}

/** The exchange arrives as an event, before or after the result of the request. */
function withLink(
  outcome: Outcome | undefined,
  requestId: string | undefined,
  exchanges: readonly Exchange[],
): Outcome | undefined {
  const found = requestId && exchanges.findLast((exchange) => exchange.requestId === requestId);
  return outcome && found
    ? { ...outcome, link: { href: linkTo("exchanges", found.number), text: "Show the exchange" } }
    : outcome;
}
