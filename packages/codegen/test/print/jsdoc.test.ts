import { describe, expect, test } from "vitest";
import { jsDoc } from "../../src/print/jsdoc.ts";

test("without text and tags there is no comment", () => {
  expect(jsDoc("")).toBe("");
  expect(jsDoc(" \n ")).toBe("");
});

test("one line of text is a one-line comment", () => {
  expect(jsDoc("A thing.")).toBe("/** A thing. */\n");
  expect(jsDoc("", ["@sensitive"])).toBe("/** @sensitive */\n");
});

test("tags follow the text after an empty line", () => {
  expect(lines("A thing.", ["@param a - b", "@throws C"])).toEqual([
    "A thing.",
    "",
    "@param a - b",
    "@throws C",
  ]);
});

describe("a paragraph", () => {
  test("is wrapped at 100 characters", () => {
    const [first = "", second] = lines(`${"word ".repeat(19)}\n  four\n word again`);
    expect(first).toBe(`${"word ".repeat(19)}four`);
    expect(first).toHaveLength(99);
    expect(second).toBe("word again");
  });

  test("does not split a word that is longer than a line", () => {
    const long = "x".repeat(150);
    expect(lines(`a ${long} b`)).toEqual(["a", long, "b"]);
  });

  test("is separated from the next by an empty line", () => {
    expect(lines("One.\n\n\nTwo.")).toEqual(["One.", "", "Two."]);
  });
});

test.each([
  ["a list", "- one\n- two"],
  ["a numbered list", "1. one\n2. two"],
  ["a list below its heading", "It is one of:\n* one\n* two"],
  ["a fence", "```\n  a\n b\n```"],
  ["indented code", "    a\n    b"],
  ["a quote", "> one\n> two"],
  ["a table", "| a | b |\n| - | - |"],
  ["a heading", "# One\ntwo"],
])("%s keeps its lines", (_name, text) => {
  expect(jsDoc(`Before.\n\n${text}\n\nAfter.`)).toBe(
    `/**\n${["Before.", "", ...text.split("\n"), "", "After."].map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`,
  );
});

test("the end of a comment in the text doesn't end the comment", () => {
  expect(jsDoc("All of */*, and **/.")).toBe("/** All of *\\/*, and **\\/. */\n");
  expect(jsDoc("", ["@throws */"])).toBe("/** @throws *\\/ */\n");
});

/** The lines of a comment without the asterisks. */
function lines(text: string, tags: string[] = []): string[] {
  const printed = jsDoc(text, tags).split("\n").slice(1, -2);
  return printed.map((line) => line.slice(3));
}
