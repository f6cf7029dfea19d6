/** A number of JSON that a double can't hold: what it says, in one spelling for all that say the same. */
export class ExactNumber {
  /** `9223372036854775807`, `-15e-1` */
  readonly canonical: string;

  /** @param source - the number as JSON writes it */
  constructor(source: string) {
    this.canonical = toCanonical(source);
  }
}

/**
 * Spells a number of JSON in one way: an integer without zeros at its end, and a power of ten.
 *
 * @param source - `1.50e3`
 * @returns `15e2`
 */
function toCanonical(source: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source);
  if (match === null) {
    throw new Error("not a number as JSON writes it");
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === "" ? "0e0" : `${sign}${significant}e${power}`;
}

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
