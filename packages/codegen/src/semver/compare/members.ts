import type { AstShape } from "../../model/json-ast.ts";
import { type Api, type ApiShape, compareKeys, membersOf, type Usage } from "../api.ts";
import type { Change } from "../change.ts";
import type { RuleId } from "../rules/rules.ts";
import { compareTraits, type TraitOwner } from "./traits.ts";

/** Two models, the older one first. */
export interface Models {
  readonly old: Api;
  readonly now: Api;
}

/** Compares the members of a structure or a union, the item of a list, or the key and value of a map. */
export function compareMembers(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const { added, removed, common } = compareKeys(membersOf(old.shape), membersOf(now.shape));
  const usages = new Set([...old.usages, ...now.usages]);
  const isUnion = now.shape.type === "union";
  return [
    ...added.flatMap(([member, { traits = {} }]) =>
      [...usages].map((usage): Change => {
        const required = traits["smithy.api#required"] !== undefined;
        const path = `${name}$${member}`;
        return isUnion ? addChoice(path, usage) : addMember(path, usage, required);
      }),
    ),
    ...removed.map(([member]): Change => {
      const rule = isUnion ? "choice-removed" : "member-removed";
      return { rule, path: `${name}$${member}`, description: "removed" };
    }),
    ...common.flatMap(({ key, before, after }) => {
      const owner = { path: `${name}$${key}`, usages };
      return [
        ...compareTarget(models, owner, before.target, after.target),
        ...compareTraits(owner, before.traits, after.traits),
      ];
    }),
  ];
}

function addMember(path: string, usage: Usage, required: boolean): Change {
  return {
    rule: required ? `member-added-required-${usage}` : "member-added-optional",
    path,
    description: `added: ${required ? "required" : "optional"}, in ${usage}s`,
  };
}

function addChoice(path: string, usage: Usage): Change {
  return { rule: `choice-added-${usage}`, path, description: `added: a choice in ${usage}s` };
}

const enumValue = "smithy.api#enumValue";

/** Compares an enum or intEnum by its values, which JSON and types contain, not by their names. */
export function compareEnum(name: string, old: ApiShape, now: ApiShape): Change[] {
  const { added, removed, common } = compareKeys(namesByValue(old.shape), namesByValue(now.shape));
  const usages = new Set([...old.usages, ...now.usages]);
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

/** The types of shapes whose names appear in generated code. */
const named = ["enum", "intEnum", "list", "map", "structure", "union"];

/** Traits of a simple shape that have no effect on members that target it. */
const aboutShape = ["smithy.api#documentation", "smithy.api#externalDocumentation", "smithy.api#tags"];

/** Compares the targets of a member. A target with the same name in both models is compared only once, as a shape. */
function compareTarget(models: Models, owner: TraitOwner, oldId: string, nowId: string): Change[] {
  const [oldName, nowName] = [models.old.nameOf(oldId), models.now.nameOf(nowId)];
  if (oldName === nowName) {
    return [];
  }
  const [old, now] = [models.old.typeOf(oldId), models.now.typeOf(nowId)];
  if (old.type !== now.type || named.includes(now.type)) {
    const [before, after] = [oldName, nowName].map((name) => name.replace("smithy.api#", ""));
    return [{ rule: "type-changed", path: owner.path, description: `${before} → ${after}` }];
  }
  return compareTraits(owner, old.traits, now.traits, aboutShape);
}
