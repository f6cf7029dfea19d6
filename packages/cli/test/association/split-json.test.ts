import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonStreamError, splitJson } from "../../src/association/split-json.ts";

test("splits objects and arrays that follow each other", () => {
  expect(splitJson(' {"a": "}{\\""}\n{\n"b": [1]}\n\n[]{}')).toEqual([
    { value: { a: '}{"' }, line: 1 },
    { value: { b: [1] }, line: 2 },
    { value: [], line: 5 },
    { value: {}, line: 5 },
  ]);
});

test("finds no document in whitespace", () => {
  expect(splitJson(" \n")).toEqual([]);
});

test("reads back what was written", () => {
  const documents = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())));
  fc.assert(
    fc.property(documents, fc.constantFrom("", "\n", "\r\n  "), fc.nat(4), (values, between, indent) => {
      const text = values.map((value) => JSON.stringify(value, null, indent)).join(between);
      expect(splitJson(text).map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(values)));
    }),
  );
});

test.each([
  ["{}\nnull", 2],
  ["{}\n{", 2],
  ["{}\n}", 2],
  ["{}, {}", 1],
  ["\n\nassociation:\n  a: b", 3],
  ['{"a": 1,}', 1],
])("refuses %j with the line", (text, line) => {
  expect(() => splitJson(text)).toThrow(new JsonStreamError(line));
});
