import { memberRules } from "./member-rules.ts";
import { operationRules } from "./operation-rules.ts";
import type { Rule } from "./rule.ts";
import { serviceRules } from "./service-rules.ts";
import { valueRules } from "./value-rules.ts";

/** The rules in groups, as the documentation has them, by the name of the group. */
export const ruleGroups = {
  "The service": serviceRules,
  "Operations and errors": operationRules,
  "Members of structures": memberRules,
  Values: valueRules,
} as const;

const rules = { ...serviceRules, ...operationRules, ...memberRules, ...valueRules };

export type RuleId = keyof typeof rules;

/** What a kind of change means. */
export function ruleOf(id: RuleId): Rule {
  return rules[id];
}
