import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { FaultKind } from "../../../src/dev/faults/fault-kinds.ts";
import { effects, type FaultText, units } from "./fault-texts.ts";

/** Properties of {@link FaultRow}. */
export interface FaultRowProps {
  readonly kind: FaultKind;
  readonly text: FaultText;
  /** Whether the fault is on now. */
  readonly isOn: boolean;
  readonly onChange: (text: FaultText) => void;
}

/** The rate of one fault, and its time if it has one. */
export function FaultRow({ kind, text, isOn, onChange }: FaultRowProps): JSX.Element {
  const id = useId();
  const unit = units[kind];
  return (
    <fieldset class="fault-row">
      <legend>
        {kind} {isOn ? <span class="tag">on</span> : null}
      </legend>
      <p class="hint" id={`${id}-effect`}>
        {effects[kind]}
      </p>
      <label class="inline">
        <input
          type="number"
          min={0}
          max={100}
          step="any"
          required
          value={text.percent}
          aria-describedby={`${id}-effect`}
          onInput={({ currentTarget }) => onChange({ ...text, percent: currentTarget.value })}
        />
        <span>% of requests</span>
      </label>
      {unit === undefined ? null : (
        <label class="inline">
          <input
            type="number"
            step="any"
            value={text.time}
            placeholder={kind === "slow" ? "2" : "10"}
            onInput={({ currentTarget }) => onChange({ ...text, time: currentTarget.value })}
          />
          <span>{unit.name}</span>
        </label>
      )}
    </fieldset>
  );
}
