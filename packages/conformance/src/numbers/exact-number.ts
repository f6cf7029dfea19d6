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
export function toCanonical(source: string): string {
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
