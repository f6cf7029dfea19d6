import { expect, test } from "vitest";
import { emitServerRead } from "../../../codegen/emit/server-read.ts";
import { minimalModel, withChange } from "../minimal-model.ts";
import { emitLines } from "./emit-lines.ts";

const documentation = [
  "/**",
  " * Reads the input of PutThing from a request.",
  " *",
  " * @throws ProtocolError where the request can't be read as the model has it",
  " */",
  "export function readPutThingInput(request: RoutedRequest): Unchecked<PutThingInput> {",
];

test("an optional member is read first, and leaves no key where it is absent", async () => {
  expect(await emitLines(emitServerRead, minimalModel())).toEqual([
    ...documentation,
    "  const body = readJsonBody(request);",
    '  const $name = readString(body, "", "name");',
    "  return {",
    '    id: readStringLabel(request, 0, "id"),',
    "    ...($name === undefined ? {} : { name: $name }),",
    "  };",
    "}",
  ]);
});

test("a label is found by its place in the path, and without other members no body is read", async () => {
  const traits = { "smithy.api#httpLabel": {}, "smithy.api#required": {} };
  const target = "smithy.api#String";
  const model = minimalModel({
    "ex#PutThing": withChange("ex#PutThing", {
      traits: { "smithy.api#http": { method: "PUT", uri: "/{shelf}/things/{id}" } },
    }).shapes["ex#PutThing"],
    "ex#PutThingInput": { type: "structure", members: { id: { target, traits }, shelf: { target, traits } } },
  });
  expect(await emitLines(emitServerRead, model)).toEqual([
    ...documentation,
    "  return {",
    '    id: readStringLabel(request, 1, "id"),',
    '    shelf: readStringLabel(request, 0, "shelf"),',
    "  };",
    "}",
  ]);
});

test("a structure is read by a function of its own, which knows its path", async () => {
  const required = { "smithy.api#required": {} };
  const model = minimalModel({
    "ex#PutThingInput": { type: "structure", members: { owner: { target: "ex#Owner", traits: required } } },
    "ex#Owner": {
      type: "structure",
      members: { path: { target: "ex#Name" }, since: { target: "smithy.api#Timestamp", traits: required } },
    },
  });
  expect(await emitLines(emitServerRead, model)).toEqual([
    ...documentation,
    "  const body = readJsonBody(request);",
    "  return {",
    '    owner: readStructure(body, "", "owner", readOwner),',
    "  };",
    "}",
    "/** Reads Owner from the JSON object at `path`. */",
    "export function readOwner(object: JsonObject, path: string): Unchecked<Owner> {",
    '  const $path = readString(object, path, "path");',
    "  return {",
    "    ...($path === undefined ? {} : { path: $path }),",
    '    since: readEpochSeconds(object, path, "since"),',
    "  };",
    "}",
  ]);
});
