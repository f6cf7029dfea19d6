/**
 * The most characters that a bigInteger or a bigDecimal may have, its exponent written out where it is an
 * integer. The time to turn digits into a `bigint` grows faster than their number: without a limit one
 * request could keep a server busy.
 */
export const maxNumberLength = 4096;

const jsonNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const numberParts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const digitsOnly = /^-?[0-9]+$/;

/** Tells whether a text is a number as JSON writes them. */
export function isNumberText(text: string): boolean {
  return jsonNumber.test(text);
}

/** Tells whether a text is an integer: digits, perhaps a minus before them. */
export function isIntegerText(text: string): boolean {
  return digitsOnly.test(text);
}

/**
 * Reads an integer exactly.
 *
 * @param text - a number as JSON writes them; `1.0` and `1e2` are integers as well
 * @returns `undefined` where it has a fraction or more than {@link maxNumberLength} digits
 */
export function parseInteger(text: string): bigint | undefined {
  if (text.length > maxNumberLength) {
    return undefined;
  }
  if (isIntegerText(text)) {
    return BigInt(text);
  }
  const decimal = parseDecimal(text);
  if (decimal === undefined) {
    return undefined;
  }
  const { negative, digits, magnitude } = decimal;
  if (magnitude < digits.length || magnitude > maxNumberLength) {
    return undefined;
  }
  return BigInt(`${negative ? "-" : ""}${digits.padEnd(magnitude, "0")}`);
}

/** A decimal number as digits without outer zeros and the power of ten that its first digit stands for. */
export interface DecimalParts {
  /** Whether it is below 0. */
  readonly negative: boolean;
  /** Its digits; empty for 0. */
  readonly digits: string;
  /** How many digits stand before the decimal point; negative where zeros follow the point. */
  readonly magnitude: number;
}

/** Takes a number apart that JSON could write; `undefined` where the text isn't one. */
export function parseDecimal(text: string): DecimalParts | undefined {
  const parts = numberParts.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const all = whole + fraction;
  const digits = trimZeros(all);
  const leadingZeros = firstDigit(all);
  return {
    negative: sign === "-" && digits !== "",
    digits,
    magnitude: digits === "" ? 0 : whole.length - leadingZeros + Number(exponent),
  };
}

function trimZeros(digits: string): string {
  return digits.slice(firstDigit(digits), lastDigit(digits));
}

/** The index of the first digit that isn't 0. */
function firstDigit(digits: string): number {
  let index = 0;
  while (index < digits.length && digits[index] === "0") {
    index++;
  }
  return index;
}

/** The index behind the last digit that isn't 0. */
function lastDigit(digits: string): number {
  let index = digits.length;
  while (index > 0 && digits[index - 1] === "0") {
    index--;
  }
  return index;
}

/** What an integer type of the model holds. */
export interface IntegerRange<T> {
  /** The least value. */
  readonly min: T;
  /** The greatest value. */
  readonly max: T;
  /** The same in words, for errors. */
  readonly what: string;
}

/** 8 bits. */
export const byteRange: IntegerRange<number> = createRange(-(2 ** 7), 2 ** 7 - 1);

/** 16 bits. */
export const shortRange: IntegerRange<number> = createRange(-(2 ** 15), 2 ** 15 - 1);

/** 32 bits. */
export const integerRange: IntegerRange<number> = createRange(-(2 ** 31), 2 ** 31 - 1);

/** 64 bits. */
export const longRange: IntegerRange<bigint> = createRange(-(2n ** 63n), 2n ** 63n - 1n);

/** Tells whether a number is an integer within a range. */
export function isWithin(value: number, range: IntegerRange<number>): boolean {
  return Number.isInteger(value) && value >= range.min && value <= range.max;
}

/** Turns -0, which no integer type has, into 0. */
export function dropZeroSign(value: number): number {
  return value === 0 ? 0 : value;
}

function createRange<T extends number | bigint>(min: T, max: T): IntegerRange<T> {
  return { min, max, what: `an integer from ${min} to ${max}` };
}

/** The numbers that JSON and text write as words. */
export const floatWords: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** Tells whether 32 bits reach as far as a number, or it is one of the words. */
export function isFloat(value: number): boolean {
  return !Number.isFinite(value) || Number.isFinite(Math.fround(value));
}
