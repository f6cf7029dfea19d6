import { isDeepStrictEqual } from "node:util";
import type { Limits } from "../../model/types.ts";
import type { Change } from "../change.ts";
import type { RuleId } from "../rules/rules.ts";
import type { Usage } from "../uses.ts";
import type { Aspect } from "./aspect.ts";
import {
  effectiveTrait,
  isInherited,
  type MemberPair,
  type ResolvedMember,
  usagesOf,
} from "./member-pair.ts";
import { describeTrait } from "./traits.ts";

/** Returns whether a constraint could allow less than before. A value is `undefined` if there is no constraint. */
type Tightens = (before: unknown, after: unknown) => boolean;

const tightens: Readonly<Record<string, Tightens>> = {
  "smithy.api#length": isTightened,
  "smithy.api#range": isTightened,
  "smithy.api#pattern": couldBeTightened,
  "smithy.api#uniqueItems": (before) => before === undefined,
};

/** The IDs of the constraint traits. */
export const constraintTraits: readonly string[] = Object.keys(tightens);

/**
 * Compares the constraints of a member as the stub checks them: its own, or else its target's. A constraint that only the
 * target has is a change of the target.
 */
export function compareConstraints(pair: MemberPair): Aspect[] {
  return constraintTraits.map((trait) => ({ traits: [trait], changes: compareConstraint(pair, trait) }));
}

function compareConstraint(pair: MemberPair, trait: string): Change[] {
  const [before, after] = [constraintOf(pair.old, trait), constraintOf(pair.now, trait)];
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  const path = isInherited(pair, trait) ? pair.now.targetName : pair.path;
  return usagesOf(pair).map((usage) => ({
    rule: ruleOfConstraint(trait, before, after, usage),
    path,
    description: `${describeTrait(trait, before, after)}, in ${usage}s`,
  }));
}

/** The constraint that counts for a member, or `undefined` if it allows everything. */
function constraintOf(member: ResolvedMember, trait: string): unknown {
  const value = effectiveTrait(member, trait);
  if (trait !== "smithy.api#length" || value === undefined) {
    return value;
  }
  const { min = 0, max } = value as Limits;
  const limits = { ...(min > 0 && { min }), ...(max !== undefined && { max }) };
  return isDeepStrictEqual(limits, {}) ? undefined : limits;
}

function ruleOfConstraint(trait: string, before: unknown, after: unknown, usage: Usage): RuleId {
  if (usage === "response") {
    return "constraint-changed-response";
  }
  return tightens[trait]?.(before, after) ? "constraint-tightened-request" : "constraint-loosened-request";
}

function isTightened(before: unknown, after: unknown): boolean {
  const [old, now] = [before ?? {}, after ?? {}] as [Limits, Limits];
  const raised = (now.min ?? Number.NEGATIVE_INFINITY) > (old.min ?? Number.NEGATIVE_INFINITY);
  const lowered = (now.max ?? Number.POSITIVE_INFINITY) < (old.max ?? Number.POSITIVE_INFINITY);
  return raised || lowered;
}

/**
 * Whether a `@pattern` could match less than before. Only two cases are known to match at least as much: the pattern is
 * removed, or the old one is an alternative of the new one, `old|new`.
 */
function couldBeTightened(before: unknown, after: unknown): boolean {
  if (after === undefined) {
    return false;
  }
  const [old, now] = [String(before), String(after)];
  return before === undefined || !(now.startsWith(`${old}|`) || now.endsWith(`|${old}`));
}
