import { ExactNumber, toCanonical } from "./exact-number.ts";

/** What the reviver of `JSON.parse` gets of a primitive value, which TypeScript's declarations don't know yet. */
type ReviveWithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * Parses JSON without rounding a number: one that a double can't hold comes out as an `ExactNumber`.
 *
 * @throws SyntaxError where the text isn't JSON
 */
export function parseExactly(text: string): unknown {
  const revive: ReviveWithSource = (_, value, { source }) =>
    typeof value === "number" && source !== undefined && !survives(value, source)
      ? new ExactNumber(source)
      : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

/** Whether the double, written out again, says what the source says. */
function survives(value: number, source: string): boolean {
  return Number.isFinite(value) && toCanonical(JSON.stringify(value)) === toCanonical(source);
}
