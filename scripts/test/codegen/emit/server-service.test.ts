import { expect, test } from "vitest";
import { emitServerIndex } from "../../../codegen/emit/server-index.ts";
import { emitServerService } from "../../../codegen/emit/server-service.ts";
import { emitTypesIndex } from "../../../codegen/emit/types-index.ts";
import { minimalModel, withChange, withTrait } from "../minimal-model.ts";
import { emitLines } from "./emit-lines.ts";

test("the implementer's interface has a method for each operation, with its errors", async () => {
  const model = withTrait("ex#PutThing", "smithy.api#documentation", "Puts a thing in its place.");
  expect(await emitLines(emitServerService, model)).toEqual([
    "/**",
    " * Implement it, and hand it to {@link createThingsHandler}.",
    " *",
    " * @typeParam Context - what the `authenticate` hook makes of a caller",
    " */",
    "export interface ThingsService<Context = undefined> {",
    "  /**",
    "   * Puts a thing in its place.",
    "   *",
    "   * @param input - checked against the model's constraints",
    "   * @param call - who calls, the request's id and a signal that ends with the caller",
    "   * @throws Refused - answered with 400",
    "   */",
    "  readonly putThing: (input: PutThingInput, call: Call<Context>) => PutThingOutput | Promise<PutThingOutput>;",
    "}",
  ]);
});

test("the stub's entry point names what is public", async () => {
  const lines = await emitLines(emitServerIndex, minimalModel());
  expect(lines.slice(-4)).toEqual([
    'export type { PutThingInput, PutThingOutput } from "@eks-auth/types";',
    'export { Refused } from "./errors.ts";',
    'export { createThingsHandler } from "./handler.ts";',
    'export type { ThingsService } from "./service.ts";',
  ]);
  const withoutErrors = await emitLines(emitServerIndex, withChange("ex#PutThing", { errors: [] }));
  expect(withoutErrors.join("\n"), "an export of nothing").not.toContain("./errors.ts");
});

test("the types' entry point names what is public", async () => {
  expect((await emitLines(emitTypesIndex, minimalModel())).slice(-3)).toEqual([
    'export { errors, errorNamesByStatus } from "./errors.ts";',
    'export type { ErrorName } from "./errors.ts";',
    'export type { PutThingInput, PutThingOutput } from "./model.ts";',
  ]);
});
