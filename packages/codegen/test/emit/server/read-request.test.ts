import { expect, test } from "vitest";
import { emitServerRead } from "../../../src/emit/server/read-request.ts";
import type { AstMember } from "../../../src/model/json-ast.ts";
import { minimalModel, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const documentation = [
  "/**",
  " * Reads the input of PutThing from a request.",
  " *",
  " * @throws ProtocolError if the request doesn't have the form that the model describes",
  " * @see ex#PutThingInput",
  " */",
  "export function readPutThing(request: RoutedRequest): Unchecked<PutThingInput> {",
];

test("an absent member leaves no key", async () => {
  expect(await emitLines(emitServerRead, minimalModel())).toEqual([
    ...documentation,
    "  const body = readJsonBody(request);",
    "  const input: Unchecked<PutThingInput> = {};",
    '  input.id = readLabel(request, 0, "id");',
    '  const $name = getMember(body, "name");',
    "  if ($name !== undefined) {",
    '    input.name = readString($name, "", "name");',
    "  }",
    "  return input;",
    "}",
  ]);
});

test("a label is found by its position in the path; without other members a body is rejected", async () => {
  const traits = { "smithy.api#httpLabel": {}, "smithy.api#required": {} };
  const model = minimalModel({
    "ex#PutThing": withChange("ex#PutThing", {
      traits: { "smithy.api#http": { method: "PUT", uri: "/{shelf}/things/{id+}" } },
    }).shapes["ex#PutThing"],
    "ex#PutThingInput": {
      type: "structure",
      members: {
        id: { target: "smithy.api#String", traits },
        shelf: { target: "smithy.api#Timestamp", traits },
      },
    },
  });
  expect((await emitLines(emitServerRead, model)).slice(7)).toEqual([
    "  refuseBody(request);",
    "  const input: Unchecked<PutThingInput> = {};",
    '  input.id = readLabel(request, 1, "id");',
    '  input.shelf = textToDateTime(readLabel(request, 0, "shelf"), "the label shelf in the path");',
    "  return input;",
    "}",
  ]);
});

test("a structure gets its own reader, with the JSON names and the defaults", async () => {
  const model = minimalModel({
    "ex#PutThingInput": { type: "structure", members: { owner: { target: "ex#Owner" } } },
    "ex#Owner": {
      type: "structure",
      members: {
        path: { target: "ex#Name", traits: { "smithy.api#jsonName": "Path" } },
        age: { target: "smithy.api#Long", traits: { "smithy.api#default": 7 } },
      },
    },
  });
  const lines = await emitLines(emitServerRead, model);
  expect(lines).toContain("  const body = readExactJsonBody(request);");
  expect(lines.slice(lines.indexOf(" * Reads Owner from JSON.") - 1)).toEqual([
    "/**",
    " * Reads Owner from JSON.",
    " *",
    " * @see ex#Owner",
    " */",
    "function readOwner(value: unknown, path: string, name: PathSegment): Unchecked<Owner> {",
    "  const object = readObject(value, path, name);",
    `  const fullPath = \`\${path}/\${name}\`;`,
    "  const result: Unchecked<Owner> = {};",
    '  const $path = getMember(object, "Path");',
    "  if ($path !== undefined) {",
    '    result.path = readString($path, fullPath, "Path");',
    "  }",
    '  const $age = getMember(object, "age");',
    '  result.age = $age === undefined ? 7n : readLong($age, fullPath, "age");',
    "  return result;",
    "}",
  ]);
});

test.each<[string, AstMember, string]>([
  ["query", { target: "smithy.api#Integer", traits: { "smithy.api#httpQuery": "n" } }, 'query.get("n")?.[0]'],
  [
    "header",
    { target: "smithy.api#String", traits: { "smithy.api#httpHeader": "X-A" } },
    'request.header("x-a")',
  ],
  [
    "blob payload",
    { target: "smithy.api#Blob", traits: { "smithy.api#httpPayload": {} } },
    "readBlobPayload(request)",
  ],
  [
    "text payload",
    { target: "smithy.api#String", traits: { "smithy.api#httpPayload": {} } },
    "readTextPayload(request)",
  ],
  [
    "document payload",
    { target: "smithy.api#Document", traits: { "smithy.api#httpPayload": {} } },
    "readJsonPayload(request)",
  ],
])("reads a member from its HTTP binding: %s", async (_, member, content) => {
  const lines = await emitLines(emitServerRead, withChange("ex#PutThingInput", { members: { it: member } }));
  expect(lines).toContain(`  const $it = ${content};`);
});

test("lists, maps and unions get their own readers", async () => {
  const model = minimalModel({
    "ex#Name": { type: "union", members: { list: { target: "ex#List" }, map: { target: "ex#Map" } } },
    "ex#List": { type: "list", member: { target: "ex#Map" }, traits: { "smithy.api#sparse": {} } },
    "ex#Map": { type: "map", key: { target: "smithy.api#String" }, value: { target: "smithy.api#Boolean" } },
  });
  const text = (await emitLines(emitServerRead, model)).join("\n");
  expect(text).toContain("return readSparseList(value, path, name, readMap);");
  expect(text).toContain("return readMap_(value, path, name, readBoolean);");
  expect(text).toContain('return { list: readList(content, fullPath, "list") };');
  expect(text).toContain("throw createUnionError(path, name);");
});
