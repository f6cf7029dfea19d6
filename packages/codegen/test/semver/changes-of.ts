import type { AstShape, JsonAst } from "../../src/model/json-ast.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { label, member, minimalModel, structure } from "../models.ts";

/** The changes between two models, each as its rule and path. */
export function changesOf(old: JsonAst, now: JsonAst): string[] {
  return diffModels(old, now).map(({ rule, path }) => `${rule} ${path}`);
}

/** The changes from an old model to a new one, and back. */
export function bothWays(now: JsonAst, old: JsonAst = minimalModel()): { there: string[]; back: string[] } {
  return { there: changesOf(old, now), back: changesOf(now, old) };
}

/** Returns the minimal model with a shape `ex#Color` that a member of the input or the output targets. */
export function withColor(color: AstShape, message: "ex#PutThingInput" | "ex#PutThingOutput"): JsonAst {
  const id = member("smithy.api#String", label);
  const members = { ...(message === "ex#PutThingInput" ? { id } : {}), color: member("Color") };
  return minimalModel({ "ex#Color": color, [message]: structure(members) });
}

/** Creates an enum with these names; the values are the names in lower case. */
export function enumOf(...names: string[]): AstShape {
  const members = names.map((name) => [
    name,
    member("smithy.api#Unit", { "smithy.api#enumValue": name.toLowerCase() }),
  ]);
  return { type: "enum", members: Object.fromEntries(members) };
}
