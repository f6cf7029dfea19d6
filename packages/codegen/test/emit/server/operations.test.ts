import { expect, test } from "vitest";
import { emitServerOperations } from "../../../src/emit/server/operations.ts";
import type { AstShape } from "../../../src/model/json-ast.ts";
import { member, minimalModel, required, shapeOf, structure, withChange } from "../../models.ts";
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

const stream = { type: "blob", traits: { "smithy.api#streaming": {} } };
const payload = { ...required, "smithy.api#httpPayload": {} };
const header = member("smithy.api#String", { "smithy.api#httpHeader": "x-made" });

test.each<[string, string, AstShape, boolean, boolean]>([
  ["a body", "ex#PutThingOutput", structure({ made: member("Name") }), false, false],
  ["a stream", "ex#PutThingOutput", structure({ made: member("Stream", payload) }), true, false],
  ["a header", "ex#PutThingOutput", structure({ made: header }), false, true],
  [
    "an error with a header",
    "ex#Refused",
    structure({ made: header }, { "smithy.api#error": "client" }),
    false,
    true,
  ],
])("an operation with %s in %s has the parts of the runtime for it", async (_, id, shape, streams, frame) => {
  const lines = await emitLines(emitServerOperations, minimalModel({ [id]: shape, "ex#Stream": stream }));
  expect(lines.includes("    streams: blobStreams,")).toBe(streams);
  expect(lines.includes("    frame: frameResponse,")).toBe(frame);
});

test("an operation whose input streams has the part of the runtime for it", async () => {
  const { members } = shapeOf("ex#PutThingInput");
  const input = structure({ id: members?.id ?? member("Name"), content: member("Stream", payload) });
  const model = minimalModel({ "ex#PutThingInput": input, "ex#Stream": stream });
  expect((await emitLines(emitServerOperations, model)).slice(8, 10)).toEqual([
    "    streamsInput: true,",
    "    streams: blobStreams,",
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
