import { expect, test } from "vitest";
import type { AstShape, JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import type { Type } from "../../src/model/types.ts";
import { member, minimalModel, structure, withChange, withTrait } from "../models.ts";

test("resolves members with their target, their HTTP binding and whether they are required", () => {
  const text = { kind: "string", constraints: undefined, sensitive: false, mediaType: undefined };
  const member = { documentation: "", required: false, defaultValue: undefined, location: { kind: "body" } };
  const id = { ...member, name: "id", jsonName: "id", required: true, target: { ...text, name: "String" } };
  const name = { ...member, name: "name", jsonName: "name", target: { ...text, name: "Name" } };
  const time = { kind: "timestamp", name: "Timestamp", format: undefined };
  const message = { ...member, name: "message", jsonName: "message", target: { ...text, name: "String" } };
  const error = { id: "ex#Refused", name: "Refused", documentation: "", fault: "client", status: 400 };
  expect(resolveService(minimalModel())).toMatchObject({
    name: "Things",
    title: "Things",
    cors: undefined,
    operations: [
      {
        name: "PutThing",
        method: "PUT",
        status: 200,
        path: [
          { kind: "literal", text: "things" },
          { kind: "label", member: "id" },
        ],
        query: [],
        input: { name: "PutThingInput", members: [{ ...id, location: { kind: "label" } }, name] },
        output: { name: "PutThingOutput", members: [{ ...member, name: "made", target: time }] },
        errors: [{ ...error, members: [message] }],
      },
    ],
    errors: [error],
  });
});

test.each([
  ["/", []],
  ["/a/{x}/b/{y}", ["a", "{x}", "b", "{y}"].map(segment)],
  ["/{x}", [segment("{x}")]],
  // A slash at the end has no meaning.
  ["/a/", [segment("a")]],
  ["/a/?b", [segment("a")]],
  ["/a/{x+}", [segment("a"), { kind: "greedy", member: "x" }]],
])("splits the path %s into segments", (uri, path) => {
  const model = withChange("ex#PutThing", { traits: { "smithy.api#http": { method: "GET", uri } } });
  expect(resolveService(model).operations[0]?.path).toEqual(path);
});

function segment(text: string): object {
  return text.startsWith("{") ? { kind: "label", member: text.slice(1, -1) } : { kind: "literal", text };
}

test("takes the query literals from the uri", () => {
  const http = { method: "GET", uri: "/{id}?kind=a&all" };
  expect(resolveService(withTrait("ex#PutThing", "smithy.api#http", http)).operations[0]?.query).toEqual([
    { name: "kind", value: "a" },
    { name: "all", value: "" },
  ]);
});

test("reads title, documentation, status, constraints and sensitivity from traits", () => {
  const titled = resolveService(withTrait("ex#Things", "smithy.api#title", "All Things"));
  expect(titled.title).toBe("All Things");
  const documented = resolveService(
    withTrait("ex#PutThingInput$name", "smithy.api#documentation", "What it is called."),
  );
  expect(documented.operations[0]?.input?.members[1]?.documentation).toBe("What it is called.");
  const http = { method: "PUT", uri: "/things/{id}", code: 201 };
  expect(resolveService(withTrait("ex#PutThing", "smithy.api#http", http)).operations[0]?.status).toBe(201);
  const traits = { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a", "smithy.api#sensitive": {} };
  expect(typeOf(withChange("ex#Name", { traits }), "Name")).toEqual({
    kind: "string",
    name: "Name",
    sensitive: true,
    mediaType: undefined,
    constraints: {
      id: "ex#Name",
      owner: "Name",
      length: { min: 1 },
      range: undefined,
      pattern: { text: "^a", expression: "^a", matcher: "native" },
      uncheckedPattern: undefined,
      uniqueItems: false,
    },
  });
});

test("a member's constraint overrides the same one of its target", () => {
  const traits = { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a" };
  const own = { "smithy.api#length": { max: 3 } };
  const model = minimalModel({
    "ex#Name": { type: "string", traits },
    "ex#PutThingInput": structure({ name: member("Name", own) }),
  });
  expect(resolveService(model).operations[0]?.input?.members[0]?.target).toMatchObject({
    name: "Name",
    constraints: { owner: "PutThingInput$name", length: { max: 3 }, pattern: { text: "^a" } },
  });
});

test.each<[string, AstShape, object]>([
  ["list", { type: "list", member: member("smithy.api#Long") }, { sparse: false, item: { size: "long" } }],
  [
    "sparse map",
    {
      type: "map",
      key: member("smithy.api#String"),
      value: member("smithy.api#Blob"),
      traits: { "smithy.api#sparse": {} },
    },
    { sparse: true, key: { kind: "string" }, value: { kind: "blob", streaming: false } },
  ],
  [
    "enum",
    { type: "enum", members: { A: member("smithy.api#Unit", { "smithy.api#enumValue": "a" }) } },
    { values: ["a"] },
  ],
  [
    "intEnum",
    { type: "intEnum", members: { A: member("smithy.api#Unit", { "smithy.api#enumValue": 7 }) } },
    { values: [7] },
  ],
  ["union", { type: "union", members: { a: member("smithy.api#Float") } }, { members: [{ name: "a" }] }],
  ["document", { type: "document" }, { kind: "document" }],
  [
    "timestamp",
    { type: "timestamp", traits: { "smithy.api#timestampFormat": "http-date" } },
    { format: "http-date" },
  ],
])("resolves a %s", (_, shape, expected) => {
  expect(typeOf(minimalModel({ "ex#Name": shape }), "Name")).toMatchObject(expected);
});

test("resolves a shape that contains itself", () => {
  const tree: AstShape = structure({ left: member("Name") });
  const type = typeOf(minimalModel({ "ex#Name": tree }), "Name");
  expect(type).toMatchObject({ kind: "structure", members: [{ name: "left" }] });
  expect(type?.kind === "structure" && type.members[0]?.target).toBe(type);
});

test("every operation has the service's errors, the service has its resources' operations, and renames apply", () => {
  const model = minimalModel({
    "ex#Things": {
      type: "service",
      resources: [member("Thing")],
      errors: [member("Refused")],
      rename: { "ex#Name": "ThingName", "ex#Refused": "ThingRefused" },
      traits: { "aws.protocols#restJson1": {} },
    },
    "ex#Thing": { type: "resource", resources: [member("Inner")] },
    "ex#Inner": { type: "resource", put: member("PutThing") },
  });
  const service = resolveService(model);
  expect(service.operations.map(({ name }) => name)).toEqual(["PutThing"]);
  expect(service.operations[0]?.errors.map(({ name }) => name)).toEqual(["ThingRefused"]);
  expect(service.types.map(({ name }) => name)).toContain("ThingName");
});

function typeOf(model: JsonAst, name: string): Type | undefined {
  return resolveService(model).types.find((type) => type.name === name);
}

test.each([
  ["client", undefined, 400],
  ["server", undefined, 500],
  ["client", 404, 404],
  ["server", 503, 503],
])("a %s error with httpError %s has the status %i", (fault, httpError, status) => {
  const httpTrait = httpError === undefined ? {} : { "smithy.api#httpError": httpError };
  const model = withChange("ex#Refused", { traits: { "smithy.api#error": fault, ...httpTrait } });
  expect(resolveService(model).errors).toMatchObject([{ fault, status }]);
});

test("types and errors are sorted by name; members, operations and their errors keep the model's order", () => {
  const error = (name: string): [string, AstShape] => [
    `ex#${name}`,
    structure({}, { "smithy.api#error": "client" }),
  ];
  const string: AstShape = { type: "string", traits: { "smithy.api#length": { max: 9 } } };
  const members = { z: member("Zed"), a: member("Ann"), m: member("Mid") };
  const service = resolveService(
    minimalModel({
      "ex#PutThing": {
        type: "operation",
        input: member("ZInput"),
        output: member("AOutput"),
        errors: [member("Late"), member("Early")],
        traits: { "smithy.api#http": { method: "PUT", uri: "/" } },
      },
      "ex#ZInput": structure(members),
      "ex#AOutput": structure({}),
      "ex#Mid": structure({}),
      "ex#Zed": string,
      "ex#Ann": string,
      ...Object.fromEntries([error("Late"), error("Early")]),
    }),
  );
  expect(service.types.map(({ name }) => name)).toEqual(["AOutput", "Ann", "Mid", "ZInput", "Zed"]);
  expect(service.errors.map(({ name }) => name)).toEqual(["Early", "Late"]);
  expect(service.operations[0]?.input?.members.map(({ name }) => name)).toEqual(["z", "a", "m"]);
  expect(service.operations[0]?.errors.map(({ name }) => name)).toEqual(["Late", "Early"]);
});

const requestHeaders = [
  "accept",
  "content-type",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "x-amz-user-agent",
];
const sigv4Headers = ["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];
const responseHeaders = ["x-amzn-errortype", "x-amzn-requestid"];

function resolveCors(traits: Record<string, unknown>) {
  return resolveService(withChange("ex#Things", { traits: { "aws.protocols#restJson1": {}, ...traits } }))
    .cors;
}

test("a service without @cors has no CORS policy", () => {
  expect(resolveService(minimalModel()).cors).toBeUndefined();
});

test("CORS defaults are Smithy's, with the protocol's headers", () => {
  expect(resolveCors({ "smithy.api#cors": {} })).toEqual({
    origin: "*",
    maxAgeSeconds: 600,
    allowedHeaders: requestHeaders,
    exposedHeaders: responseHeaders,
  });
});

test("CORS allows the headers of Signature Version 4 if the service uses it", () => {
  const cors = resolveCors({ "smithy.api#cors": {}, "aws.auth#sigv4": { name: "things" } });
  expect(cors?.allowedHeaders).toEqual([...requestHeaders, ...sigv4Headers]);
});

test("values of @cors override the defaults; its headers follow the protocol's", () => {
  const trait = {
    origin: "https://things.example",
    maxAge: 0,
    additionalAllowedHeaders: ["x-tenant"],
    additionalExposedHeaders: ["x-quota"],
  };
  expect(resolveCors({ "smithy.api#cors": trait })).toEqual({
    origin: "https://things.example",
    maxAgeSeconds: 0,
    allowedHeaders: [...requestHeaders, "x-tenant"],
    exposedHeaders: [...responseHeaders, "x-quota"],
  });
});
