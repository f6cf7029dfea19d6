/** A number in JSON that keeps all its digits. */
export class ExactNumber {
  /** The number as JSON writes it: `-1.50`, `9223372036854775807` */
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The number in one form, so that equal numbers are equal texts: `-15e-1`, `9223372036854775807e0` */
  get canonical(): string {
    return toCanonical(this.source);
  }
}

/**
 * Converts a number to an integer without zeros at its end, and a power of ten.
 *
 * @param source - `1.50e3`
 * @returns `15e2`
 */
function toCanonical(source: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source);
  if (match === null) {
    throw new Error(`not a JSON number: ${source}`);
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === "" ? "0e0" : `${sign}${significant}e${power}`;
}

/** The type of a reviver that gets the source of each primitive value. TypeScript's own declaration has no source. */
type ReviveWithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * Parses JSON without rounding numbers.
 *
 * @param exact - which numbers become an {@link ExactNumber}: all, or only those that a double cannot hold
 * @throws SyntaxError if the text is not JSON
 */
export function parseExactly(text: string, exact: "all" | "rounded" = "rounded"): unknown {
  const revive: ReviveWithSource = (_, value, { source }) =>
    typeof value === "number" && source !== undefined && (exact === "all" || isRounded(value, source))
      ? new ExactNumber(source)
      : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

function isRounded(value: number, source: string): boolean {
  return !Number.isFinite(value) || toCanonical(JSON.stringify(value)) !== toCanonical(source);
}

/** A number whose digits `JSON.stringify` writes unchanged. TypeScript does not declare `JSON.rawJSON` yet. */
export const rawNumber: (text: string) => unknown = (JSON as unknown as { rawJSON(text: string): unknown })
  .rawJSON;
