import { expect, test } from "vitest";
import { emitModelTypes } from "../../src/emit/types.ts";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { member, minimalModel, required, structure, withTrait } from "../models.ts";
import { emitLines } from "./emit-lines.ts";

function emitTypeLines(model: JsonAst): Promise<string[]> {
  return emitLines(emitModelTypes, model, "./model.ts");
}

test("a structure is an interface; an optional member can be absent or undefined", async () => {
  expect(await emitTypeLines(minimalModel())).toEqual([
    "/** @see ex#PutThingInput */",
    "export interface PutThingInput {",
    "  id: string;",
    "  name?: string | undefined;",
    "}",
    "/** @see ex#PutThingOutput */",
    "export interface PutThingOutput {",
    "  made?: Date | undefined;",
    "}",
  ]);
});

test("a nested structure is an interface too; one without members is an empty object", async () => {
  const model = minimalModel({
    "ex#PutThingInput": structure({}),
    "ex#PutThingOutput": structure({ owner: member("Owner") }),
    "ex#Owner": structure({ name: member("Name", required) }),
  });
  expect(await emitTypeLines(model)).toEqual([
    "/** @see ex#Owner */",
    "export interface Owner {",
    "  name: string;",
    "}",
    "/** @see ex#PutThingInput */",
    "export type PutThingInput = Record<string, never>;",
    "/** @see ex#PutThingOutput */",
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
  expect((await emitTypeLines(model)).slice(1, 9)).toEqual([
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

test("marks sensitive structures, and members with a sensitive string", async () => {
  const structure = await emitTypeLines(withTrait("ex#PutThingOutput", "smithy.api#sensitive", {}));
  expect(structure.slice(5)).toEqual([
    "/**",
    " * @sensitive",
    " * @see ex#PutThingOutput",
    " */",
    "export interface PutThingOutput {",
    "  made?: Date | undefined;",
    "}",
  ]);
  const member = await emitTypeLines(withTrait("ex#Name", "smithy.api#sensitive", {}));
  expect(member.slice(2, 5)).toEqual([
    "  id: string;",
    "  /** @sensitive */",
    "  name?: string | undefined;",
  ]);
});
