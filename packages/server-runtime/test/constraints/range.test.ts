import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRange, type RangeNumber } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

function check(value: RangeNumber, min: RangeNumber | undefined, max: RangeNumber | undefined): string[] {
  return findViolations((violations) => checkRange(value, min, max, "/outer", "member", violations));
}

const place = "Value at '/outer/member' failed to satisfy constraint: Member must be";

test.each<[RangeNumber, RangeNumber | undefined, RangeNumber | undefined, string | undefined]>([
  [2, 2, 8, undefined],
  [8, 2, 8, undefined],
  [1, 2, 8, "between 2 and 8, inclusive"],
  [9, 2, 8, "between 2 and 8, inclusive"],
  [1, 2, undefined, "greater than or equal to 2"],
  [9, undefined, 8, "less than or equal to 8"],
  [4.3, 4.4, 6.6, "between 4.4 and 6.6, inclusive"],
  [5n, 2, 8, undefined],
  [9007199254740993n, undefined, 9007199254740992, "less than or equal to 9007199254740992"],
  ["9007199254740993", undefined, 9007199254740992, "less than or equal to 9007199254740992"],
  ["1.0000000000000000000001", undefined, "1", "less than or equal to 1"],
  ["0.9999999999999999999999", 1, undefined, "greater than or equal to 1"],
  ["10e-1", 1, 1, undefined],
  ["0.10", "1e-1", "100e-3", undefined],
  ["-1.5", "-1.5", "-1.50", undefined],
  ["-2", "-1.5", undefined, "greater than or equal to -1.5"],
  ["-0", 0, "0.0", undefined],
  ["1e99999999999999999999", undefined, 8, "less than or equal to 8"],
  ["-1e-99999999999999999999", 0, undefined, "greater than or equal to 0"],
  [Number.NaN, 2, 8, "between 2 and 8, inclusive"],
  [Number.NaN, undefined, 8, "less than or equal to 8"],
  [Number.POSITIVE_INFINITY, 2, undefined, undefined],
  [Number.POSITIVE_INFINITY, undefined, "8", "less than or equal to 8"],
])("checks %s within %s and %s", (value, min, max, message) => {
  expect(check(value, min, max)).toEqual(message === undefined ? [] : [`${place} ${message}`]);
});

describe("a bigDecimal is compared like", () => {
  test("integers", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), fc.nat({ max: 30 }), (left, right, zeros) => {
        const [value, limit] = [`${left}.${"0".repeat(zeros + 1)}`, `${right}${"0".repeat(zeros)}e-${zeros}`];
        expect(check(value, limit, undefined)).toHaveLength(left >= right ? 0 : 1);
        expect(check(value, undefined, limit)).toHaveLength(left <= right ? 0 : 1);
      }),
    );
  });

  test("doubles", () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(doubles, doubles, (left, right) => {
        expect(check(String(left), right, undefined)).toHaveLength(left >= right ? 0 : 1);
        expect(check(left, undefined, String(right))).toHaveLength(left <= right ? 0 : 1);
      }),
    );
  });
});
