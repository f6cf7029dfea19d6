import { expect, test } from "vitest";
import { emitServerErrors } from "../../../src/emit/server/errors.ts";
import { emitErrorFacts } from "../../../src/emit/types.ts";
import type { AstShape } from "../../../src/model/json-ast.ts";
import { member, minimalModel, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

function error(fault: "client" | "server", traits: Record<string, unknown> = {}): AstShape {
  return structure({}, { "smithy.api#error": fault, ...traits });
}

const names = ["Slow", "Down", "Absent", "Refused"];
const model = minimalModel({
  ...withChange("ex#PutThing", { errors: names.map((name) => member(`${name}`)) }).shapes,
  "ex#Slow": error("client", { "smithy.api#httpError": 429 }),
  "ex#Down": error("server"),
  "ex#Absent": error("client", { "smithy.api#documentation": "There is no such thing." }),
});

test("the types package has the status and the fault of each error", async () => {
  expect(await emitLines(emitErrorFacts, model)).toEqual([
    "/** The HTTP status of each error of the service, and who caused it. */",
    "export const errors = {",
    "  /**",
    "   * There is no such thing.",
    "   *",
    "   * HTTP status 400. Clients do not retry it.",
    "   *",
    "   * @see ex#Absent",
    "   */",
    '  Absent: { status: 400, fault: "client" },',
    "  /**",
    "   * HTTP status 500. Clients retry it.",
    "   *",
    "   * @see ex#Down",
    "   */",
    '  Down: { status: 500, fault: "server" },',
    "  /**",
    "   * HTTP status 400. Clients do not retry it.",
    "   *",
    "   * @see ex#Refused",
    "   */",
    '  Refused: { status: 400, fault: "client" },',
    "  /**",
    "   * HTTP status 429. Clients retry it.",
    "   *",
    "   * @see ex#Slow",
    "   */",
    '  Slow: { status: 429, fault: "client" },',
    "} as const;",
    "/** The name of an error of the service, as sent in the `x-amzn-errortype` header. */",
    "export type ErrorName = keyof typeof errors;",
  ]);
});

test("the stub has a class for each error, with its status and its fault", async () => {
  expect((await emitLines(emitServerErrors, model)).slice(0, 24)).toEqual([
    "/**",
    " * There is no such thing.",
    " *",
    " * HTTP status 400. Clients do not retry it.",
    " *",
    " * @see ex#Absent",
    " */",
    "export class Absent extends ModeledError {",
    '  static override readonly brand: string = "ex#Absent";',
    '  override readonly name = "Absent";',
    "  override readonly status = 400;",
    '  override readonly fault = "client";',
    "}",
    "/**",
    " * HTTP status 500. Clients retry it.",
    " *",
    " * @see ex#Down",
    " */",
    "export class Down extends ModeledError {",
    '  static override readonly brand: string = "ex#Down";',
    '  override readonly name = "Down";',
    "  override readonly status = 500;",
    '  override readonly fault = "server";',
    "}",
  ]);
});
