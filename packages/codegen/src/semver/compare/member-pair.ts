import type { AstMember, AstShape, Traits } from "../../model/json-ast.ts";
import type { Api } from "../api.ts";
import type { Usage, Uses } from "../uses.ts";

/** Two models, the older one first. */
export interface Models {
  readonly old: Api;
  readonly now: Api;
}

/** A member in one model, with its target. */
export interface ResolvedMember {
  readonly name: string;
  /** Its own traits. */
  readonly traits: Traits;
  readonly targetName: string;
  readonly target: AstShape;
}

/** A member that both models have. */
export interface MemberPair {
  /** `Thing$name`, by its present name. */
  readonly path: string;
  /** The name of the shape that has the member. */
  readonly owner: string;
  /** The type of that shape: `structure`. */
  readonly ownerType: string;
  /** Where that shape is. */
  readonly uses: Uses;
  readonly old: ResolvedMember;
  readonly now: ResolvedMember;
}

/** Looks up the target of a member. */
export function resolveMember(api: Api, name: string, { target, traits = {} }: AstMember): ResolvedMember {
  return { name, traits, targetName: api.nameOf(target), target: api.typeOf(target) };
}

/** The messages that the member of a pair is in. */
export function usagesOf({ uses }: MemberPair): Usage[] {
  return [...uses.keys()];
}

/** Whether a trait is the target's in both models, and the target is the same: then it is a fact of the target. */
export function isInherited({ old, now }: MemberPair, trait: string): boolean {
  return !(trait in old.traits) && !(trait in now.traits) && old.targetName === now.targetName;
}

/** The value of a trait that counts for a member: its own, or else the target's. */
export function effectiveTrait({ traits, target }: ResolvedMember, trait: string): unknown {
  return traits[trait] ?? target.traits?.[trait];
}

/** Whether a member has a trait itself. */
export function hasTrait({ traits }: ResolvedMember, trait: string): boolean {
  return traits[`smithy.api#${trait}`] !== undefined;
}

/** The `@default` that the stub fills in, or `undefined`. A stream has none: it is never absent, only empty. */
export function defaultOf({ traits, target }: ResolvedMember): unknown {
  return target.traits?.["smithy.api#streaming"] === undefined
    ? (traits["smithy.api#default"] ?? undefined)
    : undefined;
}

/** Whether a shape is an event stream. */
export function isEventStream({ type, traits = {} }: AstShape): boolean {
  return type === "union" && "smithy.api#streaming" in traits;
}

/** Whether a shape is an error. */
export function isError({ traits = {} }: AstShape): boolean {
  return "smithy.api#error" in traits;
}
