import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRounds, findQuantile, summarize, summarizeParts } from "../../src/measure/statistics.ts";

test("the median is the middle value, or between the two middle values", () => {
  expect(findQuantile([3, 1, 2], 0.5)).toBe(2);
  expect(findQuantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(findQuantile([7], 0.99)).toBe(7);
});

test("a quantile needs a value", () => {
  expect(() => findQuantile([], 0.5)).toThrow(RangeError);
});

test("quartiles are in order and within the values", () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (list) => {
      const { lowerQuartile, median, upperQuartile } = summarize(list);
      const ordered = [Math.min(...list), lowerQuartile, median, upperQuartile, Math.max(...list)];
      for (const [index, value] of ordered.slice(1).entries()) {
        // Interpolation between two equal values can have a rounding error.
        expect(value).toBeGreaterThanOrEqual((ordered[index] ?? 0) - 1e-6);
      }
    }),
  );
});

test("series are compared round by round", () => {
  // The second round was slow for both.
  expect(compareRounds([2, 20, 4], [1, 10, 2]).median).toBe(2);
});

test("each part of some samples is summarized", () => {
  const { total, node } = summarizeParts([
    { total: 1, node: 10 },
    { total: 3, node: 30 },
  ]);
  expect([total.median, node.median]).toEqual([2, 20]);
});
