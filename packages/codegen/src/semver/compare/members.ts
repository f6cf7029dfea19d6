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
  const kept = [...after].flatMap(([member, present]) => {
    const former = before.get(member);
    return former === undefined ? [] : { place: `${name}$${member}`, former, present };
  });
  return [
    ...added.flatMap(([member, { traits = {} }]) =>
      [...usages].map((usage): Change => {
        const required = traits["smithy.api#required"] !== undefined;
        const place = `${name}$${member}`;
        return isUnion ? addChoice(place, usage) : addMember(place, usage, required);
      }),
    ),
    ...removed.map(
      (member): Change => ({
        rule: isUnion ? "choice-removed" : "member-removed",
        place: `${name}$${member}`,
        what: "removed",
      }),
    ),
    ...kept.flatMap(({ place, former, present }) =>
      compareMember(models, { place, usages }, former, present),
    ),
  ];
}

function addMember(place: string, usage: Usage, required: boolean): Change {
  return {
    rule: required ? `member-added-required-${usage}` : "member-added-optional",
    place,
    what: `added: ${required ? "required" : "optional"}, in ${usage}s`,
  };
}

function addChoice(place: string, usage: Usage): Change {
  return { rule: `choice-added-${usage}`, place, what: `added: a choice in ${usage}s` };
}

function compareMember(
  models: Models,
  owner: { place: string; usages: ReadonlySet<Usage> },
  old: AstMember,
  now: AstMember,
): Change[] {
  return [
    ...compareTarget(models, owner, old.target, now.target),
    ...compareTraits(owner, old.traits, now.traits),
  ];
}

const enumValue = "smithy.api#enumValue";

/** Compares the values of an enum or intEnum. They go by the value itself, which is what JSON and types have. */
export function compareEnum(name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [namesByValue(old.shape), namesByValue(now.shape)];
  const usages = new Set([...old.usages, ...now.usages]);
  const added = [...after].filter(([value]) => !before.has(value));
  const removed = [...before].filter(([value]) => !after.has(value));
  const kept = [...after].flatMap(([value, member]) => {
    const former = before.get(value);
    return former === undefined ? [] : { place: `${name}$${member}`, former, member };
  });
  return [
    ...added.flatMap(([value, member]) =>
      [...usages].map(
        (usage): Change => ({
          rule: `choice-added-${usage}`,
          place: `${name}$${member}`,
          what: `${JSON.stringify(value)} added, in ${usage}s`,
        }),
      ),
    ),
    ...removed.map(
      ([value, member]): Change => ({
        rule: "choice-removed",
        place: `${name}$${member}`,
        what: `${JSON.stringify(value)} removed`,
      }),
    ),
    ...kept.flatMap(({ place, former, member }): Change[] => [
      ...(former === member ? [] : [{ rule: "choice-renamed", place, what: `was ${former}` } as const]),
      ...compareTraits(
        { place, usages },
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

/** Types that generated code knows by the name of the shape. What any other shape is called shows nowhere. */
const named = ["enum", "intEnum", "list", "map", "structure", "union"];

/** Traits of a simple shape that say nothing about a member that targets it. */
const aboutShape = ["smithy.api#documentation", "smithy.api#externalDocumentation", "smithy.api#tags"];

/**
 * Compares what a member leads to. A shape of one name on both sides is compared by itself, and not once more for each
 * member that leads to it.
 */
function compareTarget(models: Models, owner: TraitOwner, oldId: string, nowId: string): Change[] {
  const [oldName, nowName] = [models.old.nameOf(oldId), models.now.nameOf(nowId)];
  if (oldName === nowName) {
    return [];
  }
  const [old, now] = [models.old.typeOf(oldId), models.now.typeOf(nowId)];
  if (old.type !== now.type || named.includes(now.type)) {
    const [before, after] = [oldName, nowName].map((name) => name.replace("smithy.api#", ""));
    return [{ rule: "type-changed", place: owner.place, what: `${before} → ${after}` }];
  }
  return compareTraits(owner, old.traits, now.traits, aboutShape);
}
