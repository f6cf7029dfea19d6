import { isDeepStrictEqual } from "node:util";
import type { JsonAst } from "../../model/json-ast.ts";
import { type ApiShape, readApi } from "../api.ts";
import { bumps, largestBump } from "../bump.ts";
import { type Change, mergeChanges } from "../change.ts";
import { ruleOf } from "../rules/rules.ts";
import { compareEnum, compareMembers, type Models } from "./members.ts";
import { compareErrors, compareOperations } from "./operations.ts";
import { compareTraits } from "./traits.ts";

/**
 * Lists what differs between two models, from the eyes of those who use the generated packages.
 *
 * @param old - a valid model with one service, in Smithy's JSON AST
 * @param now - another version of it
 * @returns the changes, those that ask for the largest bumps first, then by place
 * @throws CommandError where a model has no service, or several
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
    return [{ rule: "model-detail", place: models.now.name, what: "a detail of the model changed" }];
  }
  return changes.sort((a, b) => weigh(b) - weigh(a) || (a.place < b.place ? -1 : 1));
}

function compareService({ old, now }: Models): Change[] {
  const renamed: Change[] =
    old.name === now.name ? [] : [{ rule: "service-renamed", place: now.name, what: `was ${old.name}` }];
  return [
    ...renamed,
    ...compareTraits({ place: now.name, usages: new Set() }, old.service.traits, now.service.traits),
  ];
}

function weigh({ rule }: Change): number {
  return bumps.indexOf(largestBump(Object.values(ruleOf(rule).bumps)));
}

/** Compares the shapes that both models have. One that only one of them has shows where something leads to it. */
function compareShapes(models: Models): Change[] {
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
