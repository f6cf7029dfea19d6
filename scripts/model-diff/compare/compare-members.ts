import type { AstMember } from "../../codegen/model/json-ast.ts";
import type { Api, ApiShape } from "../api/api.ts";
import { membersOf } from "../api/members.ts";
import type { Usage } from "../api/usage.ts";
import type { Change } from "../change.ts";
import { compareTarget } from "./compare-target.ts";
import { compareTraits } from "./compare-traits.ts";

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
