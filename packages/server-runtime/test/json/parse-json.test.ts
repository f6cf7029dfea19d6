import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonNumber } from "../../src/index.ts";
import { parseExactJson } from "../../src/json/parse-json.ts";

test.each([
  ["1", 1],
  ["-1.5", -1.5],
  ["123456789012345", 123456789012345],
  ["0.000001", 0.000001],
  ["9007199254740991", 9007199254740991],
  ['"1.50"', "1.50"],
  ['"a, 1.50"', "a, 1.50"],
])("%s is parsed as a plain value", (json, value) => {
  expect(parseExactJson(json, 1)).toBe(value);
});

test.each([
  "9007199254740992",
  "-9223372036854775808",
  "1.50",
  "1.0",
  "-0",
  "-0.0",
  "0e0",
  "1e2",
  "1E-7",
  "1.25e+3",
  "0.0000001",
  "0.00000012",
  "0.10000000000000000001",
  "1234567.12345678901",
])("%s keeps its text, at any position", (number) => {
  const kept = new JsonNumber(number);
  expect(parseExactJson(number, 1)).toEqual(kept);
  expect(parseExactJson(` [${number}]`, 1)).toEqual([kept]);
  expect(parseExactJson(`[1,${number}\n,{"a":\t${number}}]`, 2)).toEqual([1, kept, { a: kept }]);
});

test("a text without a risky number is parsed normally", () => {
  const numbers = fc.stringMatching(/^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?([eE][+-]?[0-9]{1,2})?$/);
  const texts = fc.oneof(
    numbers,
    fc.array(numbers).map((them) => `[${them.join()}]`),
    fc.json(),
  );
  fc.assert(
    fc.property(texts, (json) => {
      // The 1.0 makes the parser check every number.
      expect([parseExactJson(json, 100), new JsonNumber("1.0")]).toEqual(
        parseExactJson(`[${json},1.0]`, 101),
      );
    }),
    { numRuns: 1000 },
  );
});
