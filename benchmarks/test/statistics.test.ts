import fc from "fast-check";
import { expect, test } from "vitest";
import { orderRound } from "../src/measure/rounds.ts";
import { comparePairs, findQuantile, summarize } from "../src/measure/statistics.ts";

test("a median lies in the middle, between two values where there is no middle one", () => {
  expect(findQuantile([3, 1, 2], 0.5)).toBe(2);
  expect(findQuantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(findQuantile([7], 0.99)).toBe(7);
});

test("there is no quantile of nothing", () => {
  expect(() => findQuantile([], 0.5)).toThrow(RangeError);
});

test("quartiles are in order, and within the values", () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (list) => {
      const { lowerQuartile, median, upperQuartile } = summarize(list);
      const ordered = [Math.min(...list), lowerQuartile, median, upperQuartile, Math.max(...list)];
      for (const [index, value] of ordered.slice(1).entries()) {
        // Between two equal values, rounding may miss both by a hair.
        expect(value).toBeGreaterThanOrEqual((ordered[index] ?? 0) - 1e-6);
      }
    }),
  );
});

test("pairs are compared round by round", () => {
  // The second round was slow for both: the ratio of the medians would be 2.5.
  expect(comparePairs([2, 20, 4], [1, 10, 2]).median).toBe(2);
});

test("every item comes first in some round, and in each round once", () => {
  const rounds = [0, 1, 2, 3, 4, 5].map((round) => orderRound(["a", "b", "c"], round));
  expect(new Set(rounds.map(([first]) => first))).toEqual(new Set(["a", "b", "c"]));
  for (const round of rounds) {
    expect(round.toSorted()).toEqual(["a", "b", "c"]);
  }
});
