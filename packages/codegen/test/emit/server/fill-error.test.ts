import { describe, expect, test } from "vitest";
import { emitServerErrors } from "../../../src/emit/server/errors.ts";
import { findUnfilledErrors } from "../../../src/emit/server/fill-error.ts";
import { emitServerOperations } from "../../../src/emit/server/operations.ts";
import { emitServerHandler } from "../../../src/emit/server/public-api.ts";
import type { AstMember, AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

type Members = Readonly<Record<string, AstMember>>;
const text = "smithy.api#String";

/** Creates a model whose operation lists errors, with an enum `Reason` and a list `Fields` of structures for them. */
function modelWith(
  errors: Readonly<Record<string, Members>>,
  {
    field = {},
    reasons = ["x"],
    fault = "client",
  }: { field?: Members; reasons?: readonly string[]; fault?: string } = {},
): JsonAst {
  const shapes = Object.entries(errors).map(([name, members]): [string, AstShape] => [
    `ex#${name}`,
    structure(members, { "smithy.api#error": fault }),
  ]);
  const values = reasons.map((value, index): [string, AstMember] => [
    `V${index}`,
    member("smithy.api#Unit", { "smithy.api#enumValue": value }),
  ]);
  return minimalModel({
    ...withChange("ex#PutThing", { errors: Object.keys(errors).map((name) => member(name)) }).shapes,
    ...Object.fromEntries(shapes),
    "ex#Fields": { type: "list", member: member("Field") },
    "ex#Field": structure(field),
    "ex#Reason": { type: "enum", members: Object.fromEntries(values) },
  });
}

/** What the operation throws for a broken constraint, in one line. */
async function constraintError(model: JsonAst): Promise<string | undefined> {
  const lines = await emitLines(emitServerOperations, model);
  const code = lines.join("").replaceAll(/\s+/g, " ");
  return /throw ([^;]*);/.exec(code)?.[1];
}

const runtimeError = 'new ProtocolError("ValidationException", 400, describeViolations(violations))';
const message = "describeViolations(violations)";
const named = { name: member(text, required), message: member(text, required) };

describe("the error for a broken constraint of a service with", () => {
  test.each<[string, JsonAst, string]>([
    ["no error of a known name", modelWith({ Refused: {} }), runtimeError],
    [
      "a required message",
      modelWith({ ValidationException: { message: member(text, required) } }),
      `new ValidationException({ message: ${message} })`,
    ],
    [
      "a Message",
      modelWith({ BadRequestException: { Message: member(text) } }),
      `new BadRequestException({ Message: ${message} })`,
    ],
    [
      "a reason and a list of names",
      modelWith(
        {
          ValidationException: {
            message: member(text, required),
            reason: member("Reason", required),
            fieldList: member("Fields"),
          },
        },
        { field: named, reasons: ["unknownOperation", "cannotParse", "fieldValidationFailed", "other"] },
      ),
      `new ValidationException({ message: ${message}, reason: "fieldValidationFailed", fieldList: violations.map(({ path, message }) => ({ name: path.slice(1), message })), })`,
    ],
    [
      "the same in upper case",
      modelWith(
        {
          ValidationException: {
            Message: member(text, required),
            Reason: member("Reason", required),
            FieldList: member("Fields", required),
          },
        },
        {
          field: { Message: member(text, required), Name: member(text, required) },
          reasons: ["UNKNOWN_OPERATION", "FIELD_VALIDATION_FAILED"],
        },
      ),
      `new ValidationException({ Message: ${message}, Reason: "FIELD_VALIDATION_FAILED", FieldList: violations.map(({ path, message }) => ({ Message: message, Name: path.slice(1) })), })`,
    ],
    [
      "a list of paths, as Smithy's own error",
      modelWith(
        { ValidationException: { message: member(text, required), fieldList: member("Fields") } },
        { field: { path: member(text, required), message: member(text, required) } },
      ),
      `new ValidationException({ message: ${message}, fieldList: violations })`,
    ],
    [
      "a list of names only",
      modelWith(
        { ValidationException: { fieldList: member("Fields") } },
        { field: { name: member(text, required) } },
      ),
      "new ValidationException({ fieldList: violations.map(({ path }) => ({ name: path.slice(1) })) })",
    ],
    [
      "a required reason that has only a vague value",
      modelWith(
        { ValidationException: { reason: member("Reason", required) } },
        { reasons: ["CANNOT_PARSE", "OTHER"] },
      ),
      'new ValidationException({ reason: "OTHER" })',
    ],
    [
      "an optional reason that has only a vague value",
      modelWith(
        { ValidationException: { message: member(text), reason: member("Reason") } },
        { reasons: ["OTHER"] },
      ),
      `new ValidationException({ message: ${message} })`,
    ],
    [
      "a code, a request ID, a detailed message and the name of a field",
      modelWith({
        ValidationException: {
          ErrorCode: member(text, required),
          requestId: member(text, required),
          detailedMessage: member(text, required),
          fieldName: member(text, required),
        },
      }),
      `new ValidationException({ ErrorCode: "ValidationException", requestId: call.requestId, detailedMessage: ${message}, fieldName: violations[0]?.path.slice(1) ?? "", })`,
    ],
    [
      "a required member with a default",
      modelWith({
        ValidationException: {
          level: member("smithy.api#Integer", { ...required, "smithy.api#default": 3 }),
        },
      }),
      "new ValidationException({ level: 3 })",
    ],
    [
      "a required reason that has no fitting value",
      modelWith(
        { ValidationException: { message: member(text), reason: member("Reason", required) } },
        { reasons: ["TOKEN"] },
      ),
      runtimeError,
    ],
    [
      "a required list whose items can't be filled, and another error",
      modelWith(
        {
          ValidationException: { fields: member("Fields", required) },
          InvalidInputException: { message: member(text, required) },
        },
        { field: { ...named, level: member("smithy.api#Integer", required) } },
      ),
      `new InvalidInputException({ message: ${message} })`,
    ],
  ])("%s", async (_name, model, expected) => {
    expect(await constraintError(model)).toBe(expected);
  });
});

test("lists the errors for broken constraints that the stub can't fill, with the members", () => {
  const errors = {
    Refused: {},
    ValidationException: { message: member(text, required), reason: member("Reason", required) },
  };
  const find = (reasons: readonly string[]) =>
    findUnfilledErrors(resolveService(modelWith(errors, { reasons }))).map(({ error, members }) => [
      error.name,
      members,
    ]);
  expect(find(["TOKEN"])).toEqual([["ValidationException", ["reason"]]]);
  expect(find(["OTHER"])).toEqual([]);
});

test.each<[string, Members, string]>([
  [
    "can have a Message",
    { Message: member(text, required) },
    "(message) => new Broken({ Message: message })",
  ],
  [
    "can have its message elsewhere",
    { whyMessage: member(text) },
    "(message) => new Broken({ whyMessage: message })",
  ],
  ["can have no message", { error: member(text) }, "() => new Broken()"],
  [
    "is not one that needs more than a message",
    { message: member(text), part: member(text, required) },
    '(message) => new ProtocolError("InternalFailure", 500, message)',
  ],
])("the error for an unexpected failure %s", async (_name, members, expected) => {
  const lines = await emitLines(emitServerHandler, modelWith({ Broken: members }, { fault: "server" }));
  expect(lines).toContain(`      createInternalError: ${expected},`);
});

test("only an error without a modelled message takes one that isn't sent", async () => {
  const interfaces = async (members: Members) =>
    (await emitLines(emitServerErrors, modelWith({ Broken: members }))).filter((line) =>
      line.includes("interface"),
    );
  expect(await interfaces({ Message: member(text) })).toEqual(["export interface BrokenMembers {"]);
  expect(await interfaces({ part: member(text) })).toEqual([
    "export interface BrokenMembers extends ModeledErrorMembers {",
  ]);
});
