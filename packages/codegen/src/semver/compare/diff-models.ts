import { isDeepStrictEqual } from "node:util";
import type { JsonAst } from "../../model/json-ast.ts";
import { type ApiShape, compareKeys, readApi } from "../api.ts";
import { bumps, largestBump } from "../bump.ts";
import { type Change, mergeChanges } from "../change.ts";
import { ruleOf } from "../rules/rules.ts";
import { compareEnum, compareMembers, type Models } from "./members.ts";
import { compareErrors, compareOperations } from "./operations.ts";
import { compareTraits } from "./traits.ts";

/**
 * Lists the differences between two models that users of the generated packages see.
 *
 * @param old - a valid model with one service, in Smithy's JSON AST
 * @param now - another version of it
 * @returns the changes, sorted by bump, largest first, then by path
 * @throws CommandError if a model has no service, or more than one
 */
export function diffModels(old: JsonAst, now: JsonAst): Change[] {
  const models = { old: readApi(old), now: readApi(now) };
  const changes = mergeChanges([
    ...compareService(models),
    ...compareOperations(models),
    ...compareErrors(models),
    ...compareShapes(models),
  ]);
  if (changes.length === 0 && !isDeepStrictEqual(old, now)) {
    return [{ rule: "model-detail", path: models.now.name, description: "a detail of the model changed" }];
  }
  return changes.sort((a, b) => weigh(b) - weigh(a) || (a.path < b.path ? -1 : 1));
}

function compareService({ old, now }: Models): Change[] {
  const path = now.name;
  const changes = compareTraits({ path, usages: new Set() }, old.service.traits, now.service.traits);
  return old.name === path
    ? changes
    : [{ rule: "service-renamed", path, description: `was ${old.name}` }, ...changes];
}

function weigh({ rule }: Change): number {
  return bumps.indexOf(largestBump(Object.values(ruleOf(rule).bumps)));
}

/** Compares the shapes that both models have. A shape that only one has shows as a change of the members that target it. */
function compareShapes(models: Models): Change[] {
  const { common } = compareKeys(models.old.shapes, models.now.shapes);
  return common.flatMap(({ key, before, after }) => compareShape(models, key, before, after));
}

function compareShape(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [old.shape.type, now.shape.type];
  if (before !== after) {
    return [{ rule: "type-changed", path: name, description: `${before} → ${after}` }];
  }
  const usages = new Set([...old.usages, ...now.usages]);
  const isEnum = after === "enum" || after === "intEnum";
  return [
    ...compareTraits({ path: name, usages }, old.shape.traits, now.shape.traits),
    ...(isEnum ? compareEnum(name, old, now) : compareMembers(models, name, old, now)),
  ];
}
