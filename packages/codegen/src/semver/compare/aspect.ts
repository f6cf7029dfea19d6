import { isDeepStrictEqual } from "node:util";
import type { Traits } from "../../model/json-ast.ts";
import type { Change } from "../change.ts";
import { describeTrait } from "./traits.ts";

/**
 * What some traits mean together. Aspects are compared in resolved form: as messages and types show them, not as the
 * model writes them.
 */
export interface Aspect {
  /** The IDs of the traits that decide it. */
  readonly traits: readonly string[];
  /** The changes of its meaning. */
  readonly changes: readonly Change[];
}

/**
 * Collects the changes of some aspects. If traits of an aspect differ and mean the same, that is a detail of the model.
 *
 * @param path - of the shape or member with the traits
 */
export function compareAspects(
  path: string,
  before: Traits,
  after: Traits,
  aspects: readonly Aspect[],
): Change[] {
  return aspects.flatMap(({ traits, changes }) =>
    changes.length > 0
      ? changes
      : differing(before, after, traits).map((id) => describeDetail(path, id, before[id], after[id])),
  );
}

/** Lists the traits of some that differ. */
export function differing(before: Traits, after: Traits, ids: readonly string[]): string[] {
  return ids.filter((id) => !isDeepStrictEqual(before[id], after[id]));
}

/** Describes a changed trait that means the same as before. */
export function describeDetail(path: string, id: string, before: unknown, after: unknown): Change {
  return { rule: "model-detail", path, description: `${describeTrait(id, before, after)}, without effect` };
}
