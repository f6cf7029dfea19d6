import type { AstShape } from "../../model/json-ast.ts";
import { type ApiShape, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import type { RuleId } from "../rules/rules.ts";
import { mergeUses } from "../uses.ts";
import { compareTraits } from "./traits.ts";

const enumValue = "smithy.api#enumValue";

/** Compares an enum or intEnum by its values, which JSON and types contain, not by their names. */
export function compareEnum(name: string, old: ApiShape, now: ApiShape): Change[] {
  const { added, removed, common } = compareKeys(namesByValue(old.shape), namesByValue(now.shape));
  const usages = new Set(mergeUses(old.uses, now.uses).keys());
  const change = (rule: RuleId, member: string, description: string): Change => ({
    rule,
    path: `${name}$${member}`,
    description,
  });
  return [
    ...added.flatMap(([value, member]) =>
      [...usages].map((usage) =>
        change(`choice-added-${usage}`, member, `${JSON.stringify(value)} added, in ${usage}s`),
      ),
    ),
    ...removed.map(([value, member]) => change("choice-removed", member, `${JSON.stringify(value)} removed`)),
    ...common.flatMap(({ before, after }) => {
      const [former, present] = [old.shape.members?.[before], now.shape.members?.[after]];
      return [
        ...(before === after ? [] : [change("choice-renamed", after, `was ${before}`)]),
        ...compareTraits({ path: `${name}$${after}`, usages }, former?.traits, present?.traits, [enumValue]),
      ];
    }),
  ];
}

function namesByValue({ members = {} }: AstShape): Map<unknown, string> {
  return new Map(Object.entries(members).map(([name, { traits }]) => [traits?.[enumValue] ?? name, name]));
}
