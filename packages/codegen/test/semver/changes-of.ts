import type { AstShape, JsonAst } from "../../src/model/json-ast.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { minimalModel } from "../models.ts";

/** The changes between two models, each as its rule and its place. */
export function changesOf(old: JsonAst, now: JsonAst): string[] {
  return diffModels(old, now).map(({ rule, place }) => `${rule} ${place}`);
}

/** The changes that a trait makes which is added to a place of the minimal model, and which is taken away again. */
export function bothWays(now: JsonAst, old: JsonAst = minimalModel()): { there: string[]; back: string[] } {
  return { there: changesOf(old, now), back: changesOf(now, old) };
}

/** The minimal model with an `ex#Color`, which a member of the input or the output is of. */
export function withColor(color: AstShape, message: "ex#PutThingInput" | "ex#PutThingOutput"): JsonAst {
  const id = {
    target: "smithy.api#String",
    traits: { "smithy.api#httpLabel": {}, "smithy.api#required": {} },
  };
  const members = { ...(message === "ex#PutThingInput" ? { id } : {}), color: { target: "ex#Color" } };
  return minimalModel({ "ex#Color": color, [message]: { type: "structure", members } });
}

/** An enum of these names, each of which stands for itself in lower case. */
export function enumOf(...names: string[]): AstShape {
  const members = names.map((name) => [
    name,
    { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": name.toLowerCase() } },
  ]);
  return { type: "enum", members: Object.fromEntries(members) };
}
