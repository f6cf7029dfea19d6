import { formatMarkdownTable } from "../../terminal/output.ts";
import { type Bump, packageKeys, type Rule } from "../bump.ts";
import { memberRules } from "./members.ts";
import { operationRules } from "./operations.ts";
import { serviceRules } from "./service.ts";
import { valueRules } from "./values.ts";

/** A rule as it is written: what it omits for the light client is as for the client. */
export interface WrittenRule {
  readonly when: string;
  readonly bumps: Readonly<Record<"types" | "client" | "server", Bump>> & { readonly "client-light"?: Bump };
  readonly why: string;
  readonly todo?: Rule["todo"];
}

function completeRule({ when, bumps, why, todo }: WrittenRule): Rule {
  const light = bumps["client-light"];
  const lightTodo = todo?.["client-light"] ?? (light === undefined ? todo?.client : undefined);
  return {
    when,
    bumps: {
      types: bumps.types,
      client: bumps.client,
      "client-light": light ?? bumps.client,
      server: bumps.server,
    },
    why,
    ...(todo && { todo: { ...todo, ...(lightTodo !== undefined && { "client-light": lightTodo }) } }),
  };
}

function completeRules<Id extends string>(rules: Readonly<Record<Id, WrittenRule>>): Record<Id, Rule> {
  const entries = Object.entries<WrittenRule>(rules).map(([id, rule]) => [id, completeRule(rule)]);
  return Object.fromEntries(entries);
}

/** The rules by group, with the titles of the groups in the documentation. */
export const ruleGroups: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "The service": completeRules(serviceRules),
  "Operations and errors": completeRules(operationRules),
  "Members of structures": completeRules(memberRules),
  Values: completeRules(valueRules),
};

export type RuleId =
  | keyof typeof serviceRules
  | keyof typeof operationRules
  | keyof typeof memberRules
  | keyof typeof valueRules;

const rules: Readonly<Record<RuleId, Rule>> = completeRules({
  ...serviceRules,
  ...operationRules,
  ...memberRules,
  ...valueRules,
});

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
