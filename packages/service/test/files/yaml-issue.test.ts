import { expect, test } from "vitest";
import { YamlDocument } from "../../src/files/yaml-document.ts";
import { describeIssue, formatPath } from "../../src/files/yaml-issue.ts";
import { array, int, strictObject, string } from "../../src/validation/index.ts";

const entry = strictObject(
  { name: string("must be a name"), size: int("must be a whole number", 0, 9).optional() },
  "must have the key name",
);
const schema = strictObject({ entries: array(entry, "must be a list") }, "must have the key entries");

function describeText(text: string): string[] {
  const document = new YamlDocument(text, "a.yaml");
  const issues = schema.validate(document.value).issues ?? [];
  return issues
    .flatMap((issue) => describeIssue(issue, document))
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

test("a path is formatted", () => {
  expect(formatPath(["associations", 1, "policy", "Statement", 0])).toBe(
    "associations[1].policy.Statement[0]",
  );
});
