import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FaultRates } from "../../../src/console/api-types.ts";
import { type FaultKind, faultKinds } from "../../../src/dev/faults/fault-kinds.ts";
import { send } from "../request.ts";
import { useAction } from "../ui/action.ts";
import { Notice } from "../ui/notice.tsx";
import { FaultRow } from "./fault-row.tsx";
import { type FaultText, readRates, toTexts } from "./fault-texts.ts";

/** The form that sets the faults of a development environment. */
export function FaultsView({ rates }: { readonly rates: FaultRates }): JSX.Element {
  const [texts, setTexts] = useState(() => toTexts(rates));
  const action = useAction();
  const apply = (next: FaultRates, message: string): Promise<void> =>
    action.run(async () => {
      setTexts(toTexts(await send<FaultRates>("PUT", "faults", next)));
      return { message };
    });
  const change = (kind: FaultKind, text: FaultText): void => setTexts({ ...texts, [kind]: text });
  const submit = (event: Event): void => {
    event.preventDefault();
    void apply(readRates(texts), "The faults are set. The agent has forgotten what it had cached.");
  };
  return (
    <section class="narrow" aria-labelledby="faults-title">
      <h2 id="faults-title">Faults</h2>
      <p class="hint">
        See what your program's AWS SDK does when something fails. A rate is the share of requests that meet
        the fault. While a fault is on, the agent caches nothing.
      </p>
      <Notice outcome={action.outcome} />
      <form onSubmit={submit} class="panel">
        {faultKinds.map((kind) => (
          <FaultRow
            key={kind}
            kind={kind}
            text={texts[kind]}
            isOn={rates[kind] !== undefined}
            onChange={(text) => change(kind, text)}
          />
        ))}
        <p class="buttons">
          <button type="submit" class="primary" disabled={action.isRunning}>
            Apply
          </button>
          <button type="button" disabled={action.isRunning} onClick={() => apply({}, "All faults are off.")}>
            Turn all off
          </button>
        </p>
      </form>
    </section>
  );
}
