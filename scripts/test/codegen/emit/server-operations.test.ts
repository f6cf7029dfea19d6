import { expect, test } from "vitest";
import { emitServerOperations } from "../../../codegen/emit/server-operations.ts";
import { minimalModel, withChange } from "../minimal-model.ts";
import { emitLines } from "./emit-lines.ts";

test("an operation is bound to the implementation's method: read, check, call, write", async () => {
  expect(await emitLines(emitServerOperations, minimalModel())).toEqual([
    "/** Binds PutThing to its implementation. */",
    "export function bindPutThing<Context>(service: ThingsService<Context>): Operation<Context> {",
    "  return {",
    '    name: "PutThing",',
    "    status: 200,",
    '    errors: new Set(["Refused"]),',
    "    async invoke(request, call) {",
    '      requireAccepts(request, "application/json");',
    "      const input = readPutThingInput(request);",
    "      const violations: Violation[] = [];",
    '      checkPutThingInput(input, "", violations);',
    "      if (violations.length > 0) {",
    '        throw new ProtocolError("ValidationException", 400, describeViolations(violations));',
    "      }",
    "      const output = await service.putThing(input as PutThingInput, call);",
    '      return JSON.stringify(writePutThingOutput(output, ""));',
    "    },",
    "  };",
    "}",
  ]);
});

test("an input without constraints is not checked", async () => {
  const model = withChange("ex#PutThingInput", { members: { name: { target: "ex#Name" } } });
  expect((await emitLines(emitServerOperations, model)).slice(8, 10)).toEqual([
    "      const input = readPutThingInput(request);",
    "      const output = await service.putThing(input as PutThingInput, call);",
  ]);
});

test.each([
  [["Refused", "InvalidParameterException"], "InvalidParameterException"],
  [["BadRequestException", "InvalidInputException"], "InvalidInputException"],
  [["InvalidParameterException", "ValidationException"], "ValidationException"],
])("a broken constraint is answered with the service's own error: of %s with %s", async (names, chosen) => {
  const error = { type: "structure", traits: { "smithy.api#error": "client" } };
  const operation = withChange("ex#PutThing", { errors: names.map((name) => ({ target: `ex#${name}` })) });
  const model = minimalModel({
    ...operation.shapes,
    ...Object.fromEntries(names.map((name) => [`ex#${name}`, error])),
  });
  expect(await emitLines(emitServerOperations, model)).toContain(
    `        throw new ${chosen}({ message: describeViolations(violations) });`,
  );
});
