import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { z } from "zod";
import { describeIssue, describeMapRule, formatPath, nodeAt } from "../../src/files/yaml-issue.ts";

const entry = z.strictObject(
  { name: z.string("must be a name"), size: z.int("must be a whole number").optional() },
  { error: describeMapRule("must have the key name") },
);
const schema = z.strictObject(
  { entries: z.array(entry, "must be a list") },
  { error: describeMapRule("must have the key entries") },
);

function describeText(text: string): string[] {
  const document = parseDocument(text);
  const issues = schema.safeParse(document.toJS()).error?.issues ?? [];
  return issues
    .flatMap((issue) => describeIssue(issue, document, (offset) => text.slice(0, offset).split("\n").length))
    .map(({ line, message }) => `${line}: ${message}`);
}

test.each([
  ["an empty file", "", "1: the file is empty; it must have the key entries. Add it."],
  ["a list", "- a", "1: the file is a list; it must have the key entries. Correct it."],
  ["a missing key", "entries:\n  - size: 1", "2: entries[0].name is missing; it must be a name. Add it."],
  ["an empty value", "entries:\n  - name:", "2: entries[0].name is empty; it must be a name. Correct it."],
  ["a map", "entries: {}", "1: entries is a map; it must be a list. Correct it."],
  ["a number", "entries:\n  - name: 1", "2: entries[0].name is the number 1; it must be a name. Correct it."],
  [
    "an unknown key",
    "entries:\n  - name: a\n    color: b",
    '3: entries[0] has the unknown key "color". Remove it, or correct its spelling.',
  ],
  ["a text", "entries: [1]", "1: entries[0] is the number 1; it must have the key name. Correct it."],
])("%s is described", (_name, text, message) => {
  expect(describeText(text)).toEqual([message]);
});

test("a long text is shortened", () => {
  const [message = ""] = describeText(`entries: ${"a".repeat(200)}`);
  expect(message).toBe(`1: entries is "${"a".repeat(99)}...; it must be a list. Correct it.`);
});

test("a node is found through aliases", () => {
  const document = parseDocument("a: &one { b: [1, 2] }\nc: *one\n");
  expect(nodeAt(document, ["c", "b", 1])?.toJSON()).toBe(2);
  expect(nodeAt(document, ["c", "d"])).toBeUndefined();
});

test("a path is formatted", () => {
  expect(formatPath(["associations", 1, "policy", "Statement", 0])).toBe(
    "associations[1].policy.Statement[0]",
  );
});
