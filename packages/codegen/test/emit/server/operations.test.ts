import { expect, test } from "vitest";
import { emitServerOperations } from "../../../src/emit/server/operations.ts";
import { member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

test("binds an operation to the implementation's method: read, check, call, write", async () => {
  expect(await emitLines(emitServerOperations, minimalModel())).toEqual([
    "/**",
    " * Binds PutThing to its implementation.",
    " *",
    " * @see ex#PutThing",
    " */",
    "export function bindPutThing<Context>(service: ThingsService<Context>): Operation<Context> {",
    "  return {",
    '    name: "PutThing",',
    "    streamsInput: false,",
    "    errors: { Refused: writeMessageError },",
    "    async invoke(request, call) {",
    '      requireAccepts(request, "application/json");',
    "      const input = receivePutThing(request);",
    "      const violations: Violation[] = [];",
    "      validatePutThing(input, violations);",
    "      if (violations.length > 0) {",
    '        throw new ProtocolError("ValidationException", 400, describeViolations(violations));',
    "      }",
    "      return respondPutThing(await service.putThing(input as PutThingInput, call));",
    "    },",
    "  };",
    "}",
  ]);
});

test("does not check an input without constraints", async () => {
  const model = withChange("ex#PutThingInput", { members: { name: member("Name") } });
  expect((await emitLines(emitServerOperations, model)).slice(12, 14)).toEqual([
    "      const input = receivePutThing(request);",
    "      return respondPutThing(await service.putThing(input as PutThingInput, call));",
  ]);
});

test.each([
  [["Refused", "InvalidParameterException"], "InvalidParameterException"],
  [["BadRequestException", "InvalidInputException"], "InvalidInputException"],
  [["InvalidParameterException", "ValidationException"], "ValidationException"],
])("a broken constraint is the service's own error: of %s it is %s", async (names, chosen) => {
  const error = structure({}, { "smithy.api#error": "client" });
  const operation = withChange("ex#PutThing", { errors: names.map((name) => member(`${name}`)) });
  const model = minimalModel({
    ...operation.shapes,
    ...Object.fromEntries(names.map((name) => [`ex#${name}`, error])),
  });
  expect(await emitLines(emitServerOperations, model)).toContain(
    `        throw new ${chosen}({ message: describeViolations(violations) });`,
  );
});

test("Smithy's own error for broken constraints lists each of them", async () => {
  const model = minimalModel({
    ...withChange("ex#PutThing", { errors: [member("smithy.framework#ValidationException")] }).shapes,
    "smithy.framework#ValidationException": structure(
      { message: member("smithy.api#String", required), fieldList: member("Fields") },
      { "smithy.api#error": "client" },
    ),
    "ex#Fields": { type: "list", member: member("Field") },
    "ex#Field": structure({
      path: member("smithy.api#String", required),
      message: member("smithy.api#String", required),
    }),
  });
  expect((await emitLines(emitServerOperations, model)).join("\n")).toContain(
    "throw new ValidationException({ message: describeViolations(violations), fieldList: violations });",
  );
});

test("an operation without input and output rejects a body and returns none", async () => {
  const model = withChange("ex#PutThing", {
    input: member("smithy.api#Unit"),
    output: member("smithy.api#Unit"),
  });
  const lines = await emitLines(emitServerOperations, model);
  expect(lines.slice(11, 14)).toEqual([
    "      refuseBody(request);",
    "      await service.putThing({}, call);",
    '      return { status: 200, headers: {}, body: "" };',
  ]);
});
