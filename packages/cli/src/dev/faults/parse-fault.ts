import { InvalidArgumentError } from "commander";
import { CommandError } from "../../core/command-error.ts";
import { checkFaults, type FaultSettings } from "./fault-settings.ts";

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Parses the value of `--fault`, which can be repeated.
 *
 * @param text - KIND, KIND=RATE or KIND=RATE:TIME, such as `throttle`, `throttle=0.3`, `slow=0.5:2s` or `clock=1:-10m`. Without
 * a rate, every request meets the fault
 * @param others - those of the options before it
 * @throws InvalidArgumentError if it is malformed
 */
export function parseFault(text: string, others: FaultSettings = {}): FaultSettings {
  const parts = /^([a-z-]{1,40})(?:=([\d.]{1,20})(?::([+-]?\d{1,9})(ms|s|m|h))?)?$/.exec(text);
  if (parts === null) {
    throw new InvalidArgumentError(
      "A fault is KIND=RATE or KIND=RATE:TIME, such as throttle=0.3, slow=0.5:2s or clock=1:-10m.",
    );
  }
  const [, kind = "", rate = "1", amount, unit = ""] = parts;
  const ms = amount === undefined ? undefined : Number(amount) * (unitsMs[unit] ?? 1);
  try {
    // A fault with the rate 0 is left out, and so are the options before it.
    const { [kind as keyof FaultSettings]: _earlier, ...rest } = others;
    return { ...rest, ...checkFaults({ [kind]: { rate: Number(rate), ms } }) };
  } catch (error) {
    throw error instanceof CommandError ? new InvalidArgumentError(error.message) : error;
  }
}
