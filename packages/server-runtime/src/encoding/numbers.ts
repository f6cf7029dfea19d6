/**
 * The most characters of a bigInteger or a bigDecimal; for an integer, with its exponent written out. Converting digits
 * to a `bigint` takes more than linear time, so without a limit one request could keep a server busy.
 */
export const maxNumberLength = 4096;

const jsonNumberPattern = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const numberParts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const digitsOnly = /^-?[0-9]+$/;

/** Whether a text is a number in JSON's syntax. */
export function isNumberText(text: string): boolean {
  return jsonNumberPattern.test(text);
}

/** Whether a text is an integer: digits with an optional minus sign. */
export function isIntegerText(text: string): boolean {
  return digitsOnly.test(text);
}

/**
 * Parses an integer without rounding.
 *
 * @param text - a number in JSON's syntax; `1.0` and `1e2` are integers too
 * @returns the integer, or `undefined` if it has a fraction or more than {@link maxNumberLength} digits
 */
export function parseInteger(text: string): bigint | undefined {
  if (text.length > maxNumberLength) {
    return undefined;
  }
  if (isIntegerText(text)) {
    return BigInt(text);
  }
  const { negative, digits = "", magnitude = -1 } = parseDecimal(text) ?? {};
  if (magnitude < digits.length || magnitude > maxNumberLength) {
    return undefined;
  }
  return BigInt(`${negative ? "-" : ""}${digits.padEnd(magnitude, "0")}`);
}

/** A decimal number: its digits without leading and trailing zeros, and where the decimal point is. */
export interface DecimalParts {
  /** Whether the number is below 0. */
  readonly negative: boolean;
  /** The digits; empty for 0. */
  readonly digits: string;
  /** The number of digits before the decimal point; negative if zeros follow the point. */
  readonly magnitude: number;
}

/** Parses a number in JSON's syntax into its parts. Returns `undefined` if the text isn't a number. */
export function parseDecimal(text: string): DecimalParts | undefined {
  const parts = numberParts.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const all = whole + fraction;
  const leadingZeros = firstDigit(all);
  const digits = all.slice(leadingZeros, lastDigit(all));
  return {
    negative: sign === "-" && digits !== "",
    digits,
    magnitude: digits === "" ? 0 : whole.length - leadingZeros + Number(exponent),
  };
}

/** The index of the first digit that isn't 0. */
function firstDigit(digits: string): number {
  let index = 0;
  while (index < digits.length && digits[index] === "0") {
    index++;
  }
  return index;
}

/** The index after the last digit that isn't 0. */
function lastDigit(digits: string): number {
  let index = digits.length;
  while (index > 0 && digits[index - 1] === "0") {
    index--;
  }
  return index;
}

/** The range of an integer type of the model. */
export interface IntegerRange<T> {
  readonly min: T;
  readonly max: T;
  /** The range in words, for error messages. */
  readonly what: string;
}

export const byteRange: IntegerRange<number> = /* @__PURE__ */ createRange(-(2 ** 7), 2 ** 7 - 1);
export const shortRange: IntegerRange<number> = /* @__PURE__ */ createRange(-(2 ** 15), 2 ** 15 - 1);
export const integerRange: IntegerRange<number> = /* @__PURE__ */ createRange(-(2 ** 31), 2 ** 31 - 1);
export const longRange: IntegerRange<bigint> = /* @__PURE__ */ createRange(-(2n ** 63n), 2n ** 63n - 1n);

/** Whether a number is an integer within a range. */
export function isWithin(value: number, range: IntegerRange<number>): boolean {
  return Number.isInteger(value) && value >= range.min && value <= range.max;
}

/** Converts -0 to 0, because integer types have no -0. */
export function dropZeroSign(value: number): number {
  return value === 0 ? 0 : value;
}

function createRange<T extends number | bigint>(min: T, max: T): IntegerRange<T> {
  return { min, max, what: `an integer from ${min} to ${max}` };
}

/** The numbers that are written as words. */
export const floatWords: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** Whether a number is within the range of 32-bit floats, or is NaN or infinite. */
export function isFloat(value: number): boolean {
  return !Number.isFinite(value) || Number.isFinite(Math.fround(value));
}
