import type { AstMember, AstShape } from "../../model/json-ast.ts";
import { type Api, type ApiShape, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import { membersOf, mergeUses, type Place, placeOf, type Usage, type Uses } from "../uses.ts";
import { compareAspects } from "./aspect.ts";
import { compareConstraints, constraintTraits } from "./constraints.ts";
import {
  isError,
  isEventStream,
  type MemberPair,
  type Models,
  type ResolvedMember,
  resolveMember,
  usagesOf,
} from "./member-pair.ts";
import { comparePresence, presenceTraits, ruleOfAdded } from "./presence.ts";
import { compareTraits } from "./traits.ts";
import { compareWireShape, isSameLabel, wireTraits } from "./wire-shape.ts";

/** A shape that has members, in both models. */
interface Owner {
  readonly models: Models;
  readonly name: string;
  readonly type: string;
  readonly uses: Uses;
}

/** Compares the members of a structure or a union, the item of a list, or the key and value of a map. */
export function compareMembers(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const owner = { models, name, type: now.shape.type, uses: mergeUses(old.uses, now.uses) };
  const before = resolveMembers(models.old, old.shape);
  const after = resolveMembers(models.now, now.shape);
  const { added, removed, common } = compareKeys(before, after);
  const renamed = findRenamedLabels(owner, removed, added);
  const isNew = (member: ResolvedMember) => renamed.every(({ now }) => now !== member);
  const isGone = (member: ResolvedMember) => renamed.every(({ old }) => old !== member);
  return [
    ...added.filter(([, member]) => isNew(member)).flatMap(([, member]) => describeAdded(owner, member)),
    ...removed.filter(([, member]) => isGone(member)).map(([, member]) => describeRemoved(owner, member)),
    ...renamed.flatMap((pair): Change[] => [
      { rule: "label-renamed", path: pair.path, description: `was ${pair.old.name}` },
      ...comparePair(models, pair),
    ]),
    ...common.flatMap((both) => comparePair(models, createPair(owner, both.before, both.after))),
  ];
}

function resolveMembers(api: Api, shape: AstShape): ReadonlyMap<string, ResolvedMember> {
  const members = [...membersOf(shape)].map(([name, member]: [string, AstMember]) =>
    resolveMember(api, name, member),
  );
  return new Map(members.map((member) => [member.name, member]));
}

function createPair(owner: Owner, old: ResolvedMember, now: ResolvedMember): MemberPair {
  const { name, type, uses } = owner;
  return { path: `${name}$${now.name}`, owner: name, ownerType: type, uses, old, now };
}

/** Finds labels with another name at the same place of the path. Messages don't contain the name. */
function findRenamedLabels(
  owner: Owner,
  removed: readonly [string, ResolvedMember][],
  added: readonly [string, ResolvedMember][],
): MemberPair[] {
  const label = "smithy.api#httpLabel";
  return removed.flatMap(([, old]) => {
    const match = added.find(
      ([, now]) =>
        label in old.traits &&
        label in now.traits &&
        old.target.type === now.target.type &&
        isSameLabel(owner.models, owner.name, old.name, now.name),
    );
    return match === undefined ? [] : [createPair(owner, old, match[1])];
  });
}

function describeAdded({ name, type, uses }: Owner, member: ResolvedMember): Change[] {
  const path = `${name}$${member.name}`;
  if (type === "union" && isError(member.target)) {
    return [{ rule: "stream-error-added", path, description: "added" }];
  }
  const need = "smithy.api#required" in member.traits ? "required" : "optional";
  return [...uses.keys()].map((usage): Change => {
    if (type === "union") {
      return { rule: `choice-added-${usage}`, path, description: `added: a choice in ${usage}s` };
    }
    return { rule: ruleOfAdded(member, usage), path, description: `added: ${need}, in ${usage}s` };
  });
}

function describeRemoved({ name, type }: Owner, member: ResolvedMember): Change {
  const path = `${name}$${member.name}`;
  if (type === "union") {
    const rule = isError(member.target) ? "stream-error-removed" : "choice-removed";
    return { rule, path, description: "removed" };
  }
  const rule = isEventStream(member.target) ? "event-stream-changed" : "member-removed";
  return { rule, path, description: "removed" };
}

/** The types of shapes whose names appear in generated code. */
const named = ["enum", "intEnum", "structure", "union"];

/** Traits of a simple shape that have no effect on members that target it, or are compared in resolved form. */
const aboutTarget = [
  "smithy.api#documentation",
  "smithy.api#externalDocumentation",
  "smithy.api#tags",
  "smithy.api#default",
  "smithy.api#mediaType",
  "smithy.api#timestampFormat",
  ...constraintTraits,
];

function comparePair(models: Models, pair: MemberPair): Change[] {
  const { path, old, now } = pair;
  const usages = new Set<Usage>(usagesOf(pair));
  const compared = [...wireTraits, ...presenceTraits, ...constraintTraits];
  const own = [
    ...compareAspects(path, old.traits, now.traits, [
      ...compareWireShape(models, pair),
      ...comparePresence(pair),
    ]),
    ...compareTraits({ path, usages }, old.traits, now.traits, compared),
  ];
  const isNamed = named.includes(now.target.type) && old.targetName !== now.targetName;
  if (isNamed || old.target.type !== now.target.type) {
    return old.targetName === now.targetName ? own : [describeNames(pair), ...own];
  }
  return [
    ...own,
    ...compareAspects(path, old.traits, now.traits, compareConstraints(pair)),
    // A target with the same name in both models is compared only once, as a shape.
    ...(old.targetName === now.targetName ? [] : compareTargets(models, pair)),
  ];
}

function describeNames({ path, old, now }: MemberPair): Change {
  const [before, after] = [old, now].map(({ targetName }) => targetName.replace("smithy.api#", ""));
  return { rule: "type-changed", path, description: `${before} → ${after}` };
}

/** Compares targets whose names appear in no code: simple shapes and lists. The types of JSON have the name of a map. */
function compareTargets(models: Models, pair: MemberPair): Change[] {
  const { path, old, now } = pair;
  const uses = usesOfTarget(pair);
  const renamed: Change[] = now.target.type === "map" ? [{ ...describeNames(pair), package: "types" }] : [];
  return [
    ...renamed,
    ...compareTraits(
      { path, usages: new Set(usagesOf(pair)) },
      old.target.traits,
      now.target.traits,
      aboutTarget,
    ),
    ...compareMembers(models, path, { shape: old.target, uses }, { shape: now.target, uses }),
  ];
}

/** Where the value of a member is. */
function usesOfTarget({ uses, ownerType, now }: MemberPair): Uses {
  const isAggregate = ownerType === "structure" || ownerType === "union";
  const places = [...uses].map(([usage, all]): [Usage, ReadonlySet<Place>] => [
    usage,
    new Set([...all].map((place) => (isAggregate ? placeOf(place, now.traits, usage) : place))),
  ]);
  return new Map(places);
}
