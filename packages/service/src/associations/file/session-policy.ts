import { z } from "zod";

/** The most that STS takes of a session policy, in characters of JSON. */
export const maxPolicyLength = 2048;

const policyRule = "must be an IAM policy with a Statement, as a map or as JSON text";

/**
 * What stands for a session policy in a file: a map, or JSON text. It comes to JSON without white space.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const policySchema: z.ZodType<string, string | Record<string, unknown>> = z
  .union([z.string(), z.record(z.string(), z.unknown())], policyRule)
  .transform((policy, context) => {
    const result = readPolicy(policy);
    if ("json" in result) {
      return result.json;
    }
    context.addIssue(result.rule);
    return z.NEVER;
  });

/**
 * Writes a session policy for people: as a map where that reads as the same policy, else as it is.
 *
 * @param json - a policy that has been read
 */
export function writePolicy(json: string): unknown {
  const map: unknown = JSON.parse(json);
  const result = policySchema.safeParse(map);
  return result.data === json ? map : json;
}

function readPolicy(policy: string | Record<string, unknown>): { json: string } | { rule: string } {
  const value = typeof policy === "string" ? parseJson(policy) : policy;
  if (typeof value !== "object" || value === null || !("Statement" in value)) {
    return { rule: policyRule };
  }
  // YAML reads 012345678901 as a number and drops its zero: an account ID would be another one.
  if (typeof policy !== "string" && hasNumber(policy)) {
    return { rule: "must have its numbers in quotes, for a YAML number loses its leading zeros" };
  }
  const json = JSON.stringify(value);
  if (json.length > maxPolicyLength) {
    return { rule: `must be ${maxPolicyLength} characters at most as JSON, and has ${json.length}` };
  }
  return /^[\t\n\r\x20-\xff]*$/.test(json) ? { json } : { rule: "must have no character above U+00FF" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasNumber(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(hasNumber)
    : typeof value === "number" || typeof value === "bigint";
}
