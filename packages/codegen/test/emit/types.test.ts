import { expect, test } from "vitest";
import { emitModelTypes } from "../../src/emit/types.ts";
import { minimalModel, withTrait } from "../models.ts";
import { emitLines } from "./emit-lines.ts";

test("a structure is an interface; an optional member may be absent or undefined", async () => {
  expect(await emitLines(emitModelTypes, minimalModel())).toEqual([
    "export interface PutThingInput {",
    "  id: string;",
    "  name?: string | undefined;",
    "}",
    "export interface PutThingOutput {",
    "  made?: Date | undefined;",
    "}",
  ]);
});

test("a structure in a structure is its interface, and one without members is an empty object", async () => {
  const model = minimalModel({
    "ex#PutThingInput": { type: "structure", members: {} },
    "ex#PutThingOutput": { type: "structure", members: { owner: { target: "ex#Owner" } } },
    "ex#Owner": {
      type: "structure",
      members: { name: { target: "ex#Name", traits: { "smithy.api#required": {} } } },
    },
  });
  expect(await emitLines(emitModelTypes, model)).toEqual([
    "export interface Owner {",
    "  name: string;",
    "}",
    "export type PutThingInput = Record<string, never>;",
    "export interface PutThingOutput {",
    "  owner?: Owner | undefined;",
    "}",
  ]);
});

test("documentation becomes JSDoc", async () => {
  const model = withTrait(
    "ex#PutThingInput$name",
    "smithy.api#documentation",
    "What it is called.\n\nNot unique.",
  );
  expect((await emitLines(emitModelTypes, model)).slice(0, 8)).toEqual([
    "export interface PutThingInput {",
    "  id: string;",
    "  /**",
    "   * What it is called.",
    "   *",
    "   * Not unique.",
    "   */",
    "  name?: string | undefined;",
  ]);
});

test("what is sensitive is marked: a structure, and a member whose string is", async () => {
  const structure = await emitLines(
    emitModelTypes,
    withTrait("ex#PutThingOutput", "smithy.api#sensitive", {}),
  );
  expect(structure.slice(4)).toEqual([
    "/** @sensitive */",
    "export interface PutThingOutput {",
    "  made?: Date | undefined;",
    "}",
  ]);
  const member = await emitLines(emitModelTypes, withTrait("ex#Name", "smithy.api#sensitive", {}));
  expect(member.slice(1, 4)).toEqual([
    "  id: string;",
    "  /** @sensitive */",
    "  name?: string | undefined;",
  ]);
});
