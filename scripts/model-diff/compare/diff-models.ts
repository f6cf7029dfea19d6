import { isDeepStrictEqual } from "node:util";
import type { JsonAst } from "../../codegen/model/json-ast.ts";
import { readApi } from "../api/api.ts";
import { bumps, largestBump } from "../bump.ts";
import { type Change, mergeChanges } from "../change.ts";
import { ruleOf } from "../rules/rules.ts";
import { compareErrors } from "./compare-errors.ts";
import type { Models } from "./compare-members.ts";
import { compareOperations } from "./compare-operations.ts";
import { compareShapes } from "./compare-shapes.ts";
import { compareTraits } from "./compare-traits.ts";

/**
 * Lists what differs between two models, from the eyes of those who use the generated packages.
 *
 * @param old - a valid model with one service, in Smithy's JSON AST
 * @param now - another version of it
 * @returns the changes, those that ask for the largest bumps first, then by place
 * @throws Failure where a model has no service, or several
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
