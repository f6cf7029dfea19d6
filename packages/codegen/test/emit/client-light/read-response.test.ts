import { expect, test } from "vitest";
import { emitLightRead } from "../../../src/emit/client-light/read-response.ts";
import type { AstMember, AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { member, minimalModel, required, structure } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const string = "smithy.api#String";

function withOutput(
  members: Readonly<Record<string, AstMember>>,
  shapes: Readonly<Record<string, AstShape>> = {},
): JsonAst {
  return minimalModel({ "ex#PutThingOutput": structure(members), ...shapes });
}

/** Emits read.ts without comments. */
async function emitCode(model: JsonAst): Promise<string[]> {
  const lines = await emitLines(emitLightRead, model);
  return lines.filter((line) => !/^ ?[/*]/.test(line));
}

test("reads the members of a document; absent ones leave no key, required ones get an empty value", async () => {
  const model = withOutput(
    {
      made: member("smithy.api#Timestamp", required),
      name: member(string),
      owner: member("Owner", required),
    },
    { "ex#Owner": structure({ name: member(string, required), age: member("smithy.api#Long", required) }) },
  );
  expect(await emitCode(model)).toEqual([
    "export function receivePutThing(response: ReceivedResponse): PutThingOutput {",
    "  const member = readMembers(parseExactBody(response));",
    "  return dropAbsent({",
    '    made: member("made", readEpochSeconds, 0),',
    '    name: member("name", readString),',
    '    owner: member("owner", readOwner, {}),',
    "  });",
    "}",
    "function readOwner(value: unknown, path: string, name: PathSegment): Owner {",
    "  const member = readMembers(value, path, name);",
    '  return { name: member("name", readString, ""), age: member("age", readLong, 0) };',
    "}",
  ]);
});

test("a default takes the place of an absent member, unless it is clientOptional", async () => {
  const model = withOutput({
    a: member("smithy.api#Integer", { "smithy.api#default": 5 }),
    b: member(string, { ...required, "smithy.api#default": "x", "smithy.api#jsonName": "B" }),
    c: member(string, { "smithy.api#default": "x", "smithy.api#clientOptional": {} }),
  });
  expect((await emitCode(model)).slice(3, 6)).toEqual([
    '    a: member("a", readInteger) ?? 5,',
    '    b: member("B", readString) ?? "x",',
    '    c: member("c", readString),',
  ]);
});

test("without members that can be absent nothing is dropped", async () => {
  const model = withOutput({ a: member(string, required), b: member(string, { "smithy.api#default": "x" }) });
  expect((await emitCode(model))[2]).toBe(
    '  return { a: member("a", readString, ""), b: member("b", readString) ?? "x" };',
  );
});

test("an output without members, or none, has no reader", async () => {
  expect(await emitCode(withOutput({}))).toEqual([]);
});

test("lists, maps, unions and enums get readers that accept what the model doesn't have", async () => {
  const model = withOutput(
    { list: member("List"), choice: member("Choice", required), kind: member("Kind") },
    {
      "ex#List": { type: "list", member: member("Map"), traits: { "smithy.api#sparse": {} } },
      "ex#Map": { type: "map", key: member(string), value: member("Kind") },
      "ex#Choice": {
        type: "union",
        members: { text: member(string), size: member("Size", { "smithy.api#jsonName": "Size" }) },
      },
      "ex#Kind": { type: "enum", members: { A: member("smithy.api#Unit", { "smithy.api#enumValue": "a" }) } },
      "ex#Size": {
        type: "intEnum",
        members: { A: member("smithy.api#Unit", { "smithy.api#enumValue": 1 }) },
      },
    },
  );
  const text = (await emitCode(model)).join("\n");
  expect(text).toContain('choice: member("choice", readChoice) as Choice,');
  expect(text).toContain('kind: member("kind", readEnum<Kind>),');
  expect(text).toContain("return readSparseList(value, path, name, readMap);");
  expect(text).toContain("return readMap_(value, path, name, readEnum<Kind>);");
  expect(text.slice(text.indexOf("function readChoice"), text.indexOf("function readList"))).toBe(
    [
      "function readChoice(value: unknown, path: string, name: PathSegment): Choice | undefined {",
      "  const member = readMembers(value, path, name);",
      '  const $text = member("text", readString);',
      "  if ($text !== undefined) {",
      "    return { text: $text };",
      "  }",
      '  const $size = member("Size", readIntEnum<Size>);',
      "  if ($size !== undefined) {",
      "    return { size: $size };",
      "  }",
      "  return undefined;",
      "}",
      "",
    ].join("\n"),
  );
});

const shapes: Readonly<Record<string, AstShape>> = {
  "ex#Stream": { type: "blob", traits: { "smithy.api#streaming": {} } },
  "ex#Json": { type: "string", traits: { "smithy.api#mediaType": "application/json" } },
  "ex#Kind": { type: "enum", members: { A: member("smithy.api#Unit", { "smithy.api#enumValue": "a" }) } },
  "ex#Names": { type: "list", member: member(string) },
  "ex#Kinds": { type: "list", member: member("Kind") },
  "ex#Days": { type: "list", member: member("smithy.api#Timestamp") },
  "ex#Others": { type: "map", key: member(string), value: member(string) },
  "ex#Owner": structure({ age: member("smithy.api#Long") }),
};
const header = { "smithy.api#httpHeader": "X-A" };
const payload = { "smithy.api#httpPayload": {} };

test.each<[string, AstMember, string]>([
  ["text in a header", member(string, header), 'readHeader(response, "x-a")'],
  ["an enum in a header", member("Kind", header), 'readHeader<Kind>(response, "x-a")'],
  [
    "a required text in a header",
    member(string, { ...required, ...header }),
    'readHeader(response, "x-a") ?? ""',
  ],
  [
    "a number in a header",
    member("smithy.api#Integer", header),
    'readHeaderValue(response, "x-a", textToInteger)',
  ],
  [
    "a required date in a header",
    member("smithy.api#Timestamp", { ...required, ...header }),
    'readHeaderValue(response, "x-a", textToHttpDate) ?? new Date(0)',
  ],
  ["JSON in a header", member("Json", header), 'readHeaderValue(response, "x-a", textToMediaTypeString)'],
  ["a list in a header", member("Names", header), 'readHeaderList(response, "x-a", textToString)'],
  [
    "a list of enums in a header",
    member("Kinds", header),
    'readHeaderList(response, "x-a", textToString<Kind>)',
  ],
  ["a list of dates in a header", member("Days", header), 'readHeaderDates(response, "x-a")'],
  [
    "headers with a prefix",
    member("Others", { "smithy.api#httpPrefixHeaders": "X-" }),
    'readPrefixHeaders(response, "x-")',
  ],
  ["the status", member("smithy.api#Integer", { "smithy.api#httpResponseCode": {} }), "response.status"],
  ["a blob as payload", member("smithy.api#Blob", payload), "readBlobPayload(response)"],
  ["a text as payload", member(string, payload), "readTextPayload(response)"],
  ["a stream", member("Stream", payload), "response.stream"],
  [
    "a required stream",
    member("Stream", { ...required, ...payload }),
    "response.stream as AsyncIterable<Uint8Array>",
  ],
  [
    "a structure as payload",
    member("Owner", payload),
    'readPayload(parseExactBody(response), "it", readOwner)',
  ],
  [
    "a required structure as payload",
    member("Owner", { ...required, ...payload }),
    'readPayload(parseExactBody(response), "it", readOwner) ?? readOwner({}, "", "")',
  ],
  [
    "a document as payload",
    member("smithy.api#Document", payload),
    'readPayload(parseBody(response), "it", readDocument)',
  ],
])("reads a member from its HTTP binding: %s", async (_name, it, expected) => {
  const code = (await emitCode(withOutput({ it }, shapes))).join(" ").replaceAll(/\s+/g, " ");
  expect(code).toContain(`it: ${expected}`);
  expect(code).not.toContain("const member = readMembers(parse");
});

test("an error with more than a message has a reader for its other members", async () => {
  const members = {
    message: member(string),
    code: member("smithy.api#Integer", required),
    Owner: member("Owner"),
  };
  const model = withOutput(
    {},
    { ...shapes, "ex#Refused": structure(members, { "smithy.api#error": "client" }) },
  );
  expect((await emitCode(model)).slice(0, 4)).toEqual([
    "export function receiveRefused(response: ReceivedResponse): Partial<Refused> {",
    "  const member = readMembers(parseExactBody(response));",
    '  return dropAbsent({ code_: member("code", readInteger, 0), Owner: member("Owner", readOwner) });',
    "}",
  ]);
});
