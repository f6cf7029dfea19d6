import { parseJson } from "../../network/parse-json.ts";
import { record, type Schema, string, union, unknown } from "../../validation/index.ts";

/** STS's limit for a session policy, in characters of JSON. */
export const maxPolicyLength = 2048;

const policyRule = "must be an IAM policy with a Statement, as a map or as JSON text";

/**
 * The schema of a session policy in a file: a map, or JSON text. The result is JSON without white space.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const policySchema: Schema<string> = union([string(), record(unknown())], policyRule).transform(
  (policy, addIssue) => {
    const result = readPolicy(policy);
    if ("json" in result) {
      return result.json;
    }
    addIssue(result.rule);
    return undefined;
  },
);

/**
 * Formats a session policy for a file: as a map if the map is read as the same policy, otherwise as JSON text.
 *
 * @param json - the result of {@link policySchema}
 */
export function formatPolicy(json: string): unknown {
  const map: unknown = JSON.parse(json);
  return policySchema.validate(map).value === json ? map : json;
}

function readPolicy(policy: string | Record<string, unknown>): { json: string } | { rule: string } {
  const value = typeof policy === "string" ? parseJson(policy) : policy;
  if (typeof value !== "object" || value === null || !("Statement" in value)) {
    return { rule: policyRule };
  }
  // YAML reads 012345678901 as a number and drops its zero, which makes it another account ID.
  if (typeof policy !== "string" && hasNumber(policy)) {
    return { rule: "must have its numbers in quotes, because a YAML number loses its leading zeros" };
  }
  const json = JSON.stringify(value);
  if (json.length > maxPolicyLength) {
    return { rule: `must have at most ${maxPolicyLength} characters as JSON, and has ${json.length}` };
  }
  return /^[\t\n\r\x20-\xff]*$/.test(json) ? { json } : { rule: "must have no character above U+00FF" };
}

function hasNumber(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(hasNumber)
    : typeof value === "number" || typeof value === "bigint";
}
