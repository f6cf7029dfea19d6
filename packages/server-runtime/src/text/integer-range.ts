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
