import { type PackageKey, packageKeys, users } from "./bump.ts";
import { type RuleId, ruleOf } from "./rules/rules.ts";

/**
 * Says who must do what after a change: `Callers: send the member.`
 *
 * @param keys - the packages whose users are addressed
 * @returns one sentence for each package whose users must act; empty if no one must
 */
export function adviceFor(rule: RuleId, keys: readonly PackageKey[] = packageKeys): string {
  const { todo = {} } = ruleOf(rule);
  const sentences = keys.flatMap((key) => (todo[key] === undefined ? [] : [`${users[key]}: ${todo[key]}`]));
  // Most changes mean the same for the users of both clients.
  return [...new Set(sentences)].join(" ");
}
