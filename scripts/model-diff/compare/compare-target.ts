import type { Change } from "../change.ts";
import type { Models } from "./compare-members.ts";
import { compareTraits, type TraitOwner } from "./compare-traits.ts";

/** Types that generated code knows by the name of the shape. What any other shape is called shows nowhere. */
const named = ["enum", "intEnum", "list", "map", "structure", "union"];

/** Traits of a simple shape that say nothing about a member that targets it. */
const aboutShape = ["smithy.api#documentation", "smithy.api#externalDocumentation", "smithy.api#tags"];

/**
 * Compares what a member leads to. A shape of one name on both sides is compared by itself, and not once more for each
 * member that leads to it.
 */
export function compareTarget(models: Models, owner: TraitOwner, oldId: string, nowId: string): Change[] {
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
