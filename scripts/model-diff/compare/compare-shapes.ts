import type { ApiShape } from "../api/api.ts";
import type { Change } from "../change.ts";
import { compareEnum } from "./compare-enum.ts";
import { compareMembers, type Models } from "./compare-members.ts";
import { compareTraits } from "./compare-traits.ts";

/** Compares the shapes that both models have. One that only one of them has shows where something leads to it. */
export function compareShapes(models: Models): Change[] {
  return [...models.now.shapes].flatMap(([name, now]) => {
    const old = models.old.shapes.get(name);
    return old === undefined ? [] : compareShape(models, name, old, now);
  });
}

function compareShape(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [old.shape.type, now.shape.type];
  if (before !== after) {
    return [{ rule: "type-changed", place: name, what: `${before} → ${after}` }];
  }
  const usages = new Set([...old.usages, ...now.usages]);
  const isEnum = after === "enum" || after === "intEnum";
  return [
    ...compareTraits({ place: name, usages }, old.shape.traits, now.shape.traits),
    ...(isEnum ? compareEnum(name, old, now) : compareMembers(models, name, old, now)),
  ];
}
