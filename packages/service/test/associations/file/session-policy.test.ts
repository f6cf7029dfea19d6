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

const policyRule = "it must be an IAM policy with a Statement, as a map or as JSON text";

test.each<[string, unknown, string]>([
  [
    "a policy that is too long",
    { ...policy, Id: "i".repeat(2048) },
    "a map; it must have at most 2048 characters as JSON, and has 2152",
  ],
  ["a policy that is not JSON", "Statement", `"Statement"; ${policyRule}`],
  ["a policy without a statement", { statement: [] }, `a map; ${policyRule}`],
  ["a policy of another type", [policy], `a list; ${policyRule}`],
  [
    "a policy with a number, whose leading zeros YAML drops",
    { Statement: [{ Condition: { StringEquals: { "aws:ResourceAccount": 12345678901 } } }] },
    "a map; it must have its numbers in quotes, because a YAML number loses its leading zeros",
  ],
  [
    "a policy with a character that STS refuses",
    { ...policy, Id: "\u4e2d" },
    "a map; it must have no character above U+00FF",
  ],
])("%s is rejected", (_name, wrong, problem) => {
  const error = entryError({ policy: wrong, disableSessionTags: true });
  expect(error).toBe(`a.yaml:1: associations[0].policy is ${problem}. Correct it.`);
});

test.each<[string, unknown]>([
  [JSON.stringify(policy), policy],
  ['{"Statement":[{"Condition":{"NumericLessThan":{"s3:max-keys":10}}}]}', undefined],
])("%s is written as a map, unless it has numbers", (json, map) => {
  expect(formatPolicy(json)).toEqual(map ?? json);
});
