import { isDeepStrictEqual } from "node:util";
import type { JsonAst } from "../../model/json-ast.ts";
import { type ApiShape, compareKeys, readApi } from "../api.ts";
import { bumps, largestBump } from "../bump.ts";
import { type Change, mergeChanges } from "../change.ts";
import { ruleOf } from "../rules/rules.ts";
import { mergeUses } from "../uses.ts";
import { compareAspects, describeDetail, differing } from "./aspect.ts";
import { authTrait, compareAuth } from "./auth.ts";
import { constraintTraits } from "./constraints.ts";
import { compareCors, corsTrait } from "./cors.ts";
import { compareEnum } from "./enums.ts";
import { compareErrorStatus, compareErrors, errorTraits } from "./errors.ts";
import { compareExports } from "./exports.ts";
import type { Models } from "./member-pair.ts";
import { compareMembers } from "./members.ts";
import { compareOperations } from "./operations.ts";
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
  const changes = [
    ...compareService(models),
    ...compareOperations(models),
    ...compareErrors(models),
    ...compareShapes(models),
    ...compareExports(old, now),
  ];
  const all = mergeChanges([...changes, ...findDetails(models, changes)]);
  // The text, because the order of members counts: it is that of the generated code.
  if (all.length === 0 && JSON.stringify(old) !== JSON.stringify(now)) {
    const isReordered = isDeepStrictEqual(old, now);
    const description = isReordered ? "the order of members changed" : "a detail of the model changed";
    return [{ rule: "model-detail", path: models.now.name, description }];
  }
  return all.sort((a, b) => weigh(b) - weigh(a) || (a.path < b.path ? -1 : 1));
}

function compareService({ old, now }: Models): Change[] {
  const path = now.name;
  const [before, after] = [old.service.traits ?? {}, now.service.traits ?? {}];
  const changes = [
    ...compareAspects(path, before, after, [
      compareCors(path, before, after),
      compareAuth(path, { service: before }, { service: after }),
    ]),
    ...compareTraits({ path, usages: new Set() }, before, after, [corsTrait, authTrait]),
  ];
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

/** Traits of a shape that its members override or repeat, so they are compared for each member. */
const traitsOfMembers = [
  ...constraintTraits,
  ...["default", "mediaType", "timestampFormat"].map((name) => `smithy.api#${name}`),
];

function compareShape(models: Models, name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [old.shape.type, now.shape.type];
  if (before !== after) {
    return [{ rule: "type-changed", path: name, description: `${before} → ${after}` }];
  }
  const [former, present] = [old.shape.traits ?? {}, now.shape.traits ?? {}];
  const usages = new Set(mergeUses(old.uses, now.uses).keys());
  const isEnum = after === "enum" || after === "intEnum";
  return [
    ...compareAspects(name, former, present, [compareErrorStatus(name, former, present)]),
    ...compareTraits({ path: name, usages }, former, present, [...errorTraits, ...traitsOfMembers]),
    ...(isEnum ? compareEnum(name, old, now) : compareMembers(models, name, old, now)),
  ];
}

/** Finds traits of shapes that changed without effect on a member: each member that targets the shape overrides them. */
function findDetails({ old, now }: Models, changes: readonly Change[]): Change[] {
  const { common } = compareKeys(old.shapes, now.shapes);
  return common.flatMap(({ key: path, before, after }) => {
    const [former, present] = [before.shape.traits ?? {}, after.shape.traits ?? {}];
    return changes.some((change) => change.path === path)
      ? []
      : differing(former, present, traitsOfMembers).map((id) =>
          describeDetail(path, id, former[id], present[id]),
        );
  });
}
