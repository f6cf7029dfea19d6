import { type DecimalParts, parseDecimal } from "../text/number-text.ts";

/**
 * Compares two numbers without rounding either. A string is a decimal as JSON writes them.
 *
 * @returns below 0 where the first is less, above 0 where it is greater, 0 where they are equal, NaN where one is NaN
 */
export function compareNumbers(left: number | bigint | string, right: number | bigint | string): number {
  if (typeof left !== "string" && typeof right !== "string") {
    if (left < right) {
      return -1;
    }
    return left > right ? 1 : left >= right ? 0 : Number.NaN;
  }
  const [first, second] = [parseDecimal(String(left)), parseDecimal(String(right))];
  // Not a decimal: the words for what is beyond all numbers.
  return first === undefined || second === undefined
    ? Number(left) - Number(right)
    : compareDecimals(first, second);
}

function compareDecimals(left: DecimalParts, right: DecimalParts): number {
  if (left.negative !== right.negative) {
    return left.negative ? -1 : 1;
  }
  const magnitude = compareMagnitudes(left, right);
  return left.negative ? -magnitude : magnitude;
}

function compareMagnitudes(left: DecimalParts, right: DecimalParts): number {
  if (left.digits === "" || right.digits === "") {
    return left.digits.length - right.digits.length;
  }
  if (left.magnitude !== right.magnitude) {
    return left.magnitude - right.magnitude;
  }
  // Of digits that begin at the same place, without zeros behind, the order of text is that of numbers.
  return left.digits < right.digits ? -1 : left.digits > right.digits ? 1 : 0;
}
