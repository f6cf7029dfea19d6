import { expect, test } from "vitest";
import { countLines } from "../src/count-lines.ts";

test.each([
  ["a\nb\nc\n", "a\nb\nc\n", 0, 0],
  ["a\nb\nc\n", "a\nx\nc\n", 1, 1],
  ["a\nb\nc\n", "a\nc\n", 0, 1],
  ["a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", 2, 3],
  ["", "a\nb\n", 2, 0],
])("counts the lines that differ between %j and %j", (before, after, added, removed) => {
  expect(countLines(new Map([["x", before]]), new Map([["x", after]]))).toEqual({ added, removed });
});

test("counts every line of a file that is only in one state", () => {
  expect(countLines(new Map([["x", "a\nb\n"]]), new Map([["y", "a\n"]]))).toEqual({ added: 1, removed: 2 });
});
