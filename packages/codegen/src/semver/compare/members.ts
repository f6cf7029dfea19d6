import type { AstMember, AstShape } from "../../model/json-ast.ts";
import { type Api, type ApiShape, membersOf, type Usage } from "../api.ts";
import type { Change } from "../change.ts";
import { compareTraits, type TraitOwner } from "./traits.ts";

/** Two models, the older one first. */
export interface Models {
  readonly old: Api;
  readonly now: Api;
}

/** Compares the members of a structure or a union, the item of a list, or the key and value of a map. */
export function compareMembers(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [membersOf(old.shape), membersOf(now.shape)];
  const usages = new Set([...old.usages, ...now.usages]);
  const isUnion = now.shape.type === "union";
  const added = [...after].filter(([member]) => !before.has(member));
  const removed = [...before.keys()].filter((member) => !after.has(member));
  const common = [...after].flatMap(([member, present]) => {
    const former = before.get(member);
    return former === undefined ? [] : { path: `${name}$${member}`, former, present };
  });
  return [
    ...added.flatMap(([member, { traits = {} }]) =>
      [...usages].map((usage): Change => {
        const required = traits["smithy.api#required"] !== undefined;
        const path = `${name}$${member}`;
        return isUnion ? addChoice(path, usage) : addMember(path, usage, required);
      }),
    ),
    ...removed.map(
      (member): Change => ({
        rule: isUnion ? "choice-removed" : "member-removed",
        path: `${name}$${member}`,
        description: "removed",
      }),
    ),
    ...common.flatMap(({ path, former, present }) =>
      compareMember(models, { path, usages }, former, present),
    ),
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

function compareMember(
  models: Models,
  owner: { path: string; usages: ReadonlySet<Usage> },
  old: AstMember,
  now: AstMember,
): Change[] {
  return [
    ...compareTarget(models, owner, old.target, now.target),
    ...compareTraits(owner, old.traits, now.traits),
  ];
}

const enumValue = "smithy.api#enumValue";

/** Compares an enum or intEnum by its values, which JSON and types contain, not by their names. */
export function compareEnum(name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [namesByValue(old.shape), namesByValue(now.shape)];
  const usages = new Set([...old.usages, ...now.usages]);
  const added = [...after].filter(([value]) => !before.has(value));
  const removed = [...before].filter(([value]) => !after.has(value));
  const common = [...after].flatMap(([value, member]) => {
    const former = before.get(value);
    return former === undefined ? [] : { path: `${name}$${member}`, former, member };
  });
  return [
    ...added.flatMap(([value, member]) =>
      [...usages].map(
        (usage): Change => ({
          rule: `choice-added-${usage}`,
          path: `${name}$${member}`,
          description: `${JSON.stringify(value)} added, in ${usage}s`,
        }),
      ),
    ),
    ...removed.map(
      ([value, member]): Change => ({
        rule: "choice-removed",
        path: `${name}$${member}`,
        description: `${JSON.stringify(value)} removed`,
      }),
    ),
    ...common.flatMap(({ path, former, member }): Change[] => [
      ...(former === member ? [] : [{ rule: "choice-renamed", path, description: `was ${former}` } as const]),
      ...compareTraits(
        { path, usages },
        old.shape.members?.[former]?.traits,
        now.shape.members?.[member]?.traits,
        [enumValue],
      ),
    ]),
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
