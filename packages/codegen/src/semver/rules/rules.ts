import { formatMarkdownTable } from "../../terminal/output.ts";
import { packageKeys, type Rule } from "../bump.ts";
import { memberRules } from "./members.ts";
import { operationRules } from "./operations.ts";
import { serviceRules } from "./service.ts";
import { valueRules } from "./values.ts";

/** The rules by group, with the titles of the groups in the documentation. */
export const ruleGroups: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "The service": serviceRules,
  "Operations and errors": operationRules,
  "Members of structures": memberRules,
  Values: valueRules,
};

export type RuleId =
  | keyof typeof serviceRules
  | keyof typeof operationRules
  | keyof typeof memberRules
  | keyof typeof valueRules;

const rules: Readonly<Record<RuleId, Rule>> = {
  ...serviceRules,
  ...operationRules,
  ...memberRules,
  ...valueRules,
};

/** Looks up a rule. */
export function ruleOf(id: RuleId): Rule {
  return rules[id];
}

/** Formats all rules as Markdown, one table for each group, for `docs/versioning.md`. */
export function renderRules(): string {
  return Object.entries(ruleGroups)
    .map(([title, rules]) => `### ${title}\n\n${renderTable(rules)}`)
    .join("\n");
}

function renderTable(rules: Readonly<Record<string, Rule>>): string {
  const rows = Object.values(rules).map(({ when, bumps, why }) => [
    when,
    ...packageKeys.map((key) => bumps[key]),
    why,
  ]);
  return formatMarkdownTable(["change", ...packageKeys, "why"], rows);
}
