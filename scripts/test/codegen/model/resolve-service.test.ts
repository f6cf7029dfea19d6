import { expect, test } from "vitest";
import type { AstShape } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { minimalModel, withChange, withTrait } from "../minimal-model.ts";

test("a model is resolved: each member knows its target, its place and whether it is required", () => {
  const text = { kind: "string", sensitive: false, length: undefined, pattern: undefined };
  const input = {
    kind: "structure",
    name: "PutThingInput",
    documentation: "",
    sensitive: false,
    members: [
      {
        name: "id",
        documentation: "",
        required: true,
        location: "label",
        target: { ...text, name: "String" },
      },
      {
        name: "name",
        documentation: "",
        required: false,
        location: "body",
        target: { ...text, name: "Name" },
      },
    ],
  };
  const output = {
    kind: "structure",
    name: "PutThingOutput",
    documentation: "",
    sensitive: false,
    members: [
      { name: "made", documentation: "", required: false, location: "body", target: { kind: "timestamp" } },
    ],
  };
  const error = { name: "Refused", documentation: "", fault: "client", status: 400 };
  const path = [
    { kind: "literal", text: "things" },
    { kind: "label", member: "id" },
  ];
  const operation = { name: "PutThing", documentation: "", method: "PUT", status: 200 };
  expect(resolveService(minimalModel())).toEqual({
    name: "Things",
    title: "Things",
    documentation: "",
    cors: undefined,
    operations: [{ ...operation, path, input, output, errors: [error] }],
    structures: [input, output],
    constrainedStrings: [],
    errors: [error],
  });
});

test.each([
  ["/", [{ kind: "literal", text: "" }]],
  ["/a/{x}/b/{y}", ["a", "{x}", "b", "{y}"].map(segment)],
  ["/{x}", [segment("{x}")]],
  ["/a/", [segment("a"), segment("")]],
])("the path %s is split into segments", (uri, path) => {
  const model = withChange("ex#PutThing", { traits: { "smithy.api#http": { method: "GET", uri } } });
  expect(resolveService(model).operations[0]?.path).toEqual(path);
});

function segment(text: string): object {
  return text.startsWith("{") ? { kind: "label", member: text.slice(1, -1) } : { kind: "literal", text };
}

test("title, documentation, status, constraints and secrecy are taken from traits", () => {
  const titled = resolveService(withTrait("ex#Things", "smithy.api#title", "All Things"));
  expect(titled.title).toBe("All Things");
  const told = resolveService(
    withTrait("ex#PutThingInput$name", "smithy.api#documentation", "What it is called."),
  );
  expect(told.structures[0]?.members[1]?.documentation).toBe("What it is called.");
  const http = { method: "PUT", uri: "/things/{id}", code: 201 };
  expect(resolveService(withTrait("ex#PutThing", "smithy.api#http", http)).operations[0]?.status).toBe(201);
  const traits = { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a", "smithy.api#sensitive": {} };
  expect(resolveService(withChange("ex#Name", { traits })).constrainedStrings).toEqual([
    { kind: "string", name: "Name", sensitive: true, length: { min: 1 }, pattern: "^a" },
  ]);
});

test.each([
  ["client", undefined, 400],
  ["server", undefined, 500],
  ["client", 404, 404],
  ["server", 503, 503],
])("a %s error with httpError %s is answered with %i", (fault, httpError, status) => {
  const httpTrait = httpError === undefined ? {} : { "smithy.api#httpError": httpError };
  const model = withChange("ex#Refused", { traits: { "smithy.api#error": fault, ...httpTrait } });
  expect(resolveService(model).errors).toMatchObject([{ fault, status }]);
});

test("structures, errors and strings are in the order of their names; members, operations and their errors are not", () => {
  const error = (name: string): [string, AstShape] => [
    `ex#${name}`,
    { type: "structure", traits: { "smithy.api#error": "client" } },
  ];
  const string: AstShape = { type: "string", traits: { "smithy.api#length": { max: 9 } } };
  const members = { z: { target: "ex#Zed" }, a: { target: "ex#Ann" }, m: { target: "ex#Mid" } };
  const service = resolveService(
    minimalModel({
      "ex#PutThing": {
        type: "operation",
        input: { target: "ex#ZInput" },
        output: { target: "ex#AOutput" },
        errors: [{ target: "ex#Late" }, { target: "ex#Early" }],
        traits: { "smithy.api#http": { method: "PUT", uri: "/" } },
      },
      "ex#ZInput": { type: "structure", members },
      "ex#AOutput": { type: "structure", members: {} },
      "ex#Mid": { type: "structure", members: {} },
      "ex#Zed": string,
      "ex#Ann": string,
      ...Object.fromEntries([error("Late"), error("Early")]),
    }),
  );
  expect(service.structures.map(({ name }) => name)).toEqual(["AOutput", "Mid", "ZInput"]);
  expect(service.constrainedStrings.map(({ name }) => name)).toEqual(["Ann", "Zed"]);
  expect(service.errors.map(({ name }) => name)).toEqual(["Early", "Late"]);
  expect(service.operations[0]?.input.members.map(({ name }) => name)).toEqual(["z", "a", "m"]);
  expect(service.operations[0]?.errors.map(({ name }) => name)).toEqual(["Late", "Early"]);
});
