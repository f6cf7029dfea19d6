/**
 * Makes the message of a map that is none, or lacks a key. A key too many has a message of its own, made where the
 * key's place is known.
 *
 * @param rule - what is allowed: `must have the key associations`
 */
export function explainMap(rule: string): (issue: { code?: string }) => string | undefined {
  return ({ code }) => (code === "unrecognized_keys" ? undefined : rule);
}
