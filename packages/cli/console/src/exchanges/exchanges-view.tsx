import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ConsoleState, Exchange } from "../../../src/console/api-types.ts";
import { linkTo } from "../route.ts";
import { ExchangeDetails } from "./exchange-details.tsx";
import { ExchangeList } from "./exchange-list.tsx";
import { describePod, outcomeTexts } from "./texts.ts";

/** Properties of {@link ExchangesView}. */
export interface ExchangesViewProps {
  readonly state: ConsoleState;
  /** The number of the exchange with details; NaN for none. */
  readonly selected: number;
}

/** The exchanges, live, and the details of one. */
export function ExchangesView({ state, selected }: ExchangesViewProps): JSX.Element {
  const [filter, setFilter] = useState("");
  const [isRefusedOnly, setIsRefusedOnly] = useState(false);
  const shown = state.exchanges
    .filter((each) => !isRefusedOnly || each.outcome !== "granted")
    .filter((each) => describePod(each).includes(filter.trim()))
    .toReversed();
  const exchange = state.exchanges.find(({ number }) => number === selected);
  const isSelected = !Number.isNaN(selected);
  return (
    <div class={`exchanges ${isSelected ? "selected" : ""}`}>
      <section class="list" aria-labelledby="exchanges-title">
        <div class="title">
          <h2 id="exchanges-title">Exchanges</h2>
          <label class="inline">
            <span>Pod</span>
            <input
              type="search"
              value={filter}
              placeholder="namespace/name"
              onInput={({ currentTarget }) => setFilter(currentTarget.value)}
            />
          </label>
          <label class="inline check">
            <input
              type="checkbox"
              checked={isRefusedOnly}
              onInput={({ currentTarget }) => setIsRefusedOnly(currentTarget.checked)}
            />
            <span>Refused only</span>
          </label>
        </div>
        <LastExchange exchange={state.exchanges.at(-1)} />
        {shown.length === 0 ? (
          <Empty hasExchanges={state.exchanges.length > 0} isDev={state.dev !== undefined} />
        ) : (
          <ExchangeList exchanges={shown} selected={selected} />
        )}
        {state.skipped === 0 ? null : (
          <p class="hint">{state.skipped} exchanges are not in the list: there were too many in a second.</p>
        )}
      </section>
      <section class="details" aria-label="Details" tabindex={0}>
        {exchange === undefined ? (
          <p class="empty">
            {isSelected
              ? "This exchange is not remembered any more. Only the last 200 are."
              : "Select an exchange to see each check of its token, its association and its session."}
          </p>
        ) : (
          <ExchangeDetails exchange={exchange} isDev={state.dev !== undefined} />
        )}
      </section>
    </div>
  );
}

/** Tells screen readers of the last exchange. */
function LastExchange({ exchange }: { readonly exchange: Exchange | undefined }): JSX.Element {
  return (
    <p class="hidden" role="status">
      {exchange === undefined ? "" : `${describePod(exchange)}: ${outcomeTexts[exchange.outcome]}`}
    </p>
  );
}

function Empty({
  hasExchanges,
  isDev,
}: {
  readonly hasExchanges: boolean;
  readonly isDev: boolean;
}): JSX.Element {
  if (hasExchanges) {
    return <p class="empty">No exchange matches the filter.</p>;
  }
  return (
    <div class="empty">
      <p>No exchange yet. Each one appears here at the moment that a pod's token is exchanged.</p>
      {isDev ? (
        <p>
          <a href={linkTo("tokens")}>Exchange a token</a>, or run a program with the variables that eks-auth
          dev printed. An agent answers from its cache while its credentials are fresh, without an exchange.
        </p>
      ) : null}
    </div>
  );
}
