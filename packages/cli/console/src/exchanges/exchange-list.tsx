import type { JSX, TargetedKeyboardEvent } from "preact";
import type { Exchange } from "../../../src/console/api-types.ts";
import { linkTo } from "../route.ts";
import { formatTime } from "../ui/times.ts";
import { describePod, outcomeTexts } from "./texts.ts";

/** Properties of {@link ExchangeList}. */
export interface ExchangeListProps {
  /** The newest first. */
  readonly exchanges: readonly Exchange[];
  readonly selected: number;
}

/** The exchanges as a table. The arrow keys move between them. */
export function ExchangeList({ exchanges, selected }: ExchangeListProps): JSX.Element {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Pod</th>
          <th scope="col" class="wide-only">
            Cluster
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {exchanges.map((exchange) => (
          <tr key={exchange.number} class={exchange.number === selected ? "current" : undefined}>
            <td class="time">{formatTime(exchange.time)}</td>
            <td class="pod">
              <a
                href={linkTo("exchanges", exchange.number)}
                class={exchange.pod === undefined ? "quiet" : undefined}
                aria-current={exchange.number === selected ? "true" : undefined}
              >
                {describePod(exchange)}
              </a>
            </td>
            <td class="wide-only">{exchange.cluster ?? "–"}</td>
            <td>
              <OutcomeMark exchange={exchange} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The outcome of an exchange, with the reason of a refusal, and the fault if there was one. */
export function OutcomeMark({ exchange }: { readonly exchange: Exchange }): JSX.Element {
  const { outcome, fault, refusal } = exchange;
  return (
    <span class={`mark ${outcome}`}>
      {outcome === "fault" ? fault : outcomeTexts[outcome]}
      {refusal === undefined ? null : <code class="reason wide-only">{refusal.code}</code>}
      {outcome !== "fault" && fault !== undefined ? <span class="tag">{fault}</span> : null}
    </span>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveFocus(event: TargetedKeyboardEvent<HTMLTableSectionElement>): void {
  const step = steps[event.key];
  if (step === undefined) {
    return;
  }
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[at + step]?.focus();
  event.preventDefault();
}
