import { expect, test } from "vitest";
import { emitServerRead } from "../../../src/emit/server/read-request.ts";
import type { AstMember } from "../../../src/model/json-ast.ts";
import { label, member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const documentation = [
  "/**",
  " * Reads the input of PutThing from a request.",
  " *",
  " * @throws ProtocolError if the request doesn't have the form that the model describes",
  " * @see ex#PutThingInput",
  " */",
  "export function receivePutThing(request: RoutedRequest): Unchecked<PutThingInput> {",
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
  const model = minimalModel({
    "ex#PutThing": withChange("ex#PutThing", {
      traits: { "smithy.api#http": { method: "PUT", uri: "/{shelf}/things/{id+}" } },
    }).shapes["ex#PutThing"],
    "ex#PutThingInput": structure({
      id: member("smithy.api#String", label),
      shelf: member("smithy.api#Timestamp", label),
    }),
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
    "ex#PutThingInput": structure({ owner: member("Owner") }),
    "ex#Owner": structure({
      path: member("Name", { "smithy.api#jsonName": "Path" }),
      age: member("smithy.api#Long", { "smithy.api#default": 7 }),
    }),
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
  ["query", member("smithy.api#Integer", { "smithy.api#httpQuery": "n" }), 'query.get("n")?.[0]'],
  ["header", member("smithy.api#String", { "smithy.api#httpHeader": "X-A" }), 'request.header("x-a")'],
  ["blob payload", member("smithy.api#Blob", { "smithy.api#httpPayload": {} }), "readBlobPayload(request)"],
  ["text payload", member("smithy.api#String", { "smithy.api#httpPayload": {} }), "readTextPayload(request)"],
  [
    "document payload",
    member("smithy.api#Document", { "smithy.api#httpPayload": {} }),
    "readJsonPayload(request)",
  ],
])("reads a member from its HTTP binding: %s", async (_, member, content) => {
  const lines = await emitLines(emitServerRead, withChange("ex#PutThingInput", { members: { it: member } }));
  expect(lines).toContain(`  const $it = ${content};`);
});

test.each([
  ["structure", {}, "dropEmptyObject(readJsonPayload(request))"],
  ["union", {}, "dropEmptyObject(readJsonPayload(request))"],
  ["structure", required, "readJsonPayload(request)"],
  ["union", required, "readJsonPayload(request)"],
])(
  "an empty object as the body means that an optional payload is absent: %s %j",
  async (type, traits, content) => {
    const model = minimalModel({
      "ex#PutThingInput": structure({ it: member("It", { ...traits, "smithy.api#httpPayload": {} }) }),
      "ex#It": { type, members: { a: member("smithy.api#String") } },
    });
    expect(await emitLines(emitServerRead, model)).toContain(`  const $it = ${content};`);
  },
);

test("lists, maps and unions get their own readers", async () => {
  const model = minimalModel({
    "ex#Name": { type: "union", members: { list: member("List"), map: member("Map") } },
    "ex#List": { type: "list", member: member("Map"), traits: { "smithy.api#sparse": {} } },
    "ex#Map": { type: "map", key: member("smithy.api#String"), value: member("smithy.api#Boolean") },
  });
  const text = (await emitLines(emitServerRead, model)).join("\n");
  expect(text).toContain("return readSparseList(value, path, name, readMap);");
  expect(text).toContain("return readMap_(value, path, name, readBoolean);");
  expect(text).toContain('return { list: readList(content, fullPath, "list") };');
  expect(text).toContain("throw createUnionError(path, name);");
});
