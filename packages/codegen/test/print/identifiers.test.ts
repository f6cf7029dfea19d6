import { expect, test } from "vitest";
import { findIdentifiers } from "../../src/print/identifiers.ts";

test.each([
  ["const a = b(c, [d]);", ["const", "a", "b", "c", "d"]],
  ["/** See a. */ b; // c\nd", ["b", "d"]],
  [`"a" + 'b' + "\\"c" + d`, ["d"]],
  ["a.b?.c. d", ["a"]],
  ["[...a, ...b.c]", ["a", "b"]],
  ["`x/$" + "{a}`", ["x", "a"]],
  ["$a + _b + é", ["$a", "_b", "é"]],
])("finds the identifiers in %s", (text, expected) => {
  expect([...findIdentifiers(text)]).toEqual(expected);
});
