import { describe, expect, test } from "vitest";
import { emitServerErrors } from "../../../src/emit/server/errors.ts";
import { emitErrorFacts } from "../../../src/emit/types.ts";
import type { AstShape } from "../../../src/model/json-ast.ts";
import { minimalModel, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

function error(fault: "client" | "server", traits: Record<string, unknown> = {}): AstShape {
  return { type: "structure", traits: { "smithy.api#error": fault, ...traits } };
}

const names = ["Slow", "Down", "Absent", "Refused"];
const model = minimalModel({
  ...withChange("ex#PutThing", { errors: names.map((name) => ({ target: `ex#${name}` })) }).shapes,
  "ex#Slow": error("client", { "smithy.api#httpError": 429 }),
  "ex#Down": error("server"),
  "ex#Absent": error("client", { "smithy.api#documentation": "There is no such thing." }),
});

describe("the types package", () => {
  test("has the status and the fault of each error, and the names that a status can have", async () => {
    expect(await emitLines(emitErrorFacts, model)).toEqual([
      "/** The HTTP status of each error of the service, and whose fault it is. */",
      "export const errors = {",
      "  /** There is no such thing. */",
      '  Absent: { status: 400, fault: "client" },',
      '  Down: { status: 500, fault: "server" },',
      '  Refused: { status: 400, fault: "client" },',
      '  Slow: { status: 429, fault: "client" },',
      "} as const;",
      "/** The name of an error of the service, as the `x-amzn-errortype` header has it. */",
      "export type ErrorName = keyof typeof errors;",
      "/** The names that an error with a given HTTP status can have. */",
      "export const errorNamesByStatus = {",
      '  400: ["Absent", "Refused"],',
      '  429: ["Slow"],',
      '  500: ["Down"],',
      "} as const;",
    ]);
  });
});

describe("the stub", () => {
  test("has a class for each error", async () => {
    expect((await emitLines(emitServerErrors, model)).slice(0, 11)).toEqual([
      "/** There is no such thing. */",
      "export class Absent extends ModeledError {",
      '  override readonly name = "Absent";',
      "  override readonly status = 400;",
      '  override readonly fault = "client";',
      "}",
      "export class Down extends ModeledError {",
      '  override readonly name = "Down";',
      "  override readonly status = 500;",
      '  override readonly fault = "server";',
      "}",
    ]);
  });
});
