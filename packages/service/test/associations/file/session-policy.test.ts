import { expect, test } from "vitest";
import { formatPolicy } from "../../../src/associations/file/session-policy.ts";
import { entryError, parseEntry, policy } from "./parse-entry.ts";

test("a policy can be JSON text with at most 2,048 characters, not counting white space", () => {
  const text = JSON.stringify(
    { ...policy, Id: "i".repeat(2048 - JSON.stringify(policy).length - 8) },
    null,
    9,
  );
  expect(text.length).toBeGreaterThan(2048);
  const entry = parseEntry({ disableSessionTags: true, policy: text });
  expect(entry).toHaveProperty("policy", JSON.stringify(JSON.parse(text)));
});

test.each<[string, Record<string, unknown>, string]>([
  [
    "a policy that is too long",
    { policy: { ...policy, Id: "i".repeat(2048) }, disableSessionTags: true },
    "policy is a map; it must have at most 2048 characters as JSON, and has 2152. Correct it.",
  ],
  [
    "a policy that is not JSON",
    { policy: "Statement", disableSessionTags: true },
    'policy is "Statement"; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.',
  ],
  [
    "a policy without a statement",
    { policy: { statement: [] }, disableSessionTags: true },
    "policy is a map; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.",
  ],
  [
    "a policy of another type",
    { policy: [policy], disableSessionTags: true },
    "policy is a list; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.",
  ],
  [
    "a policy with a number, whose leading zeros YAML drops",
    {
      policy: { Statement: [{ Condition: { StringEquals: { "aws:ResourceAccount": 12345678901 } } }] },
      disableSessionTags: true,
    },
    "policy is a map; it must have its numbers in quotes, because a YAML number loses its leading zeros. Correct it.",
  ],
  [
    "a policy with a character that STS refuses",
    { policy: { ...policy, Id: "\u4e2d" }, disableSessionTags: true },
    "policy is a map; it must have no character above U+00FF. Correct it.",
  ],
])("%s is rejected", (_name, members, message) => {
  expect(entryError(members)).toBe(`a.yaml:1: associations[0].${message}`);
});

test.each<[string, unknown]>([
  [JSON.stringify(policy), policy],
  ['{"Statement":[{"Condition":{"NumericLessThan":{"s3:max-keys":10}}}]}', undefined],
])("%s is written as a map, unless it has numbers", (json, map) => {
  expect(formatPolicy(json)).toEqual(map ?? json);
});
