import { describe, expect, test } from "vitest";
import type { AstMember, AstShape, JsonAst } from "../../src/model/json-ast.ts";
import { label, member, minimalModel, required, structure, withChange, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

const serviceWith = (...operations: string[]): AstShape => ({
  type: "service",
  version: "1",
  operations: operations.map((target) => member(target)),
  traits: { "aws.protocols#restJson1": {} },
});
const error: AstShape = structure({ message: member("smithy.api#String") }, { "smithy.api#error": "client" });
const ping = (errors: string[]): AstShape => ({
  type: "operation",
  errors: errors.map((target) => member(target)),
  traits: { "smithy.api#http": { method: "GET", uri: "/ping" } },
});

test("adding and removing an operation", () => {
  const now = minimalModel({ "ex#Things": serviceWith("ex#PutThing", "ex#Ping"), "ex#Ping": ping([]) });
  expect(bothWays(now)).toEqual({ there: ["operation-added Ping"], back: ["operation-removed Ping"] });
});

test("removing an input, and replacing an output", () => {
  const change = ["operation-message-changed PutThing"];
  expect(bothWays(withChange("ex#PutThing", { input: member("smithy.api#Unit") }))).toEqual({
    there: change,
    back: change,
  });
  const renamed = minimalModel({
    "ex#PutThing": { ...minimalModel().shapes["ex#PutThing"], output: member("Put") } as AstShape,
    "ex#Put": structure({}),
  });
  expect(changesOf(minimalModel(), renamed)).toEqual(change);
});

test.each([
  ["another method", { method: "POST", uri: "/things/{id}" }, "route-changed"],
  ["another URI", { method: "PUT", uri: "/stuff/{id}" }, "route-changed"],
  ["another status", { method: "PUT", uri: "/things/{id}", code: 201 }, "success-status-changed"],
])("%s", (_name, http, rule) => {
  expect(changesOf(minimalModel(), withTrait("ex#PutThing", "smithy.api#http", http))).toEqual([
    `${rule} PutThing`,
  ]);
});

test("writing out the default status is no change", () => {
  const http = { method: "PUT", uri: "/things/{id}", code: 200 };
  expect(changesOf(minimalModel(), withTrait("ex#PutThing", "smithy.api#http", http))).toEqual([
    "model-detail PutThing",
  ]);
});

describe("a status without a body", () => {
  const returning = (code: number, made: AstMember) =>
    minimalModel({
      "ex#PutThing": {
        ...minimalModel().shapes["ex#PutThing"],
        traits: { "smithy.api#http": { method: "PUT", uri: "/things/{id}", code } },
      } as AstShape,
      "ex#PutThingOutput": structure({ made }),
    });
  const header = member("smithy.api#String", { "smithy.api#httpHeader": "x-made" });

  test.each([
    ["a member in the body", member("smithy.api#String", required), "success-status-without-body"],
    ["a payload", member("smithy.api#Blob", { "smithy.api#httpPayload": {} }), "success-status-without-body"],
    ["only a header", header, "success-status-changed"],
  ])("loses %s", (_name, made, rule) => {
    expect(bothWays(returning(204, made), returning(200, made))).toEqual({
      there: [`${rule} PutThing`],
      back: ["success-status-changed PutThing"],
    });
  });
});

describe("labels of a path", () => {
  const path = (uri: string, members: Record<string, AstMember>, query = ""): JsonAst =>
    minimalModel({
      "ex#PutThing": {
        ...minimalModel().shapes["ex#PutThing"],
        traits: { "smithy.api#http": { method: "PUT", uri: uri + query } },
      } as AstShape,
      "ex#PutThingInput": structure(members),
    });
  const text = member("smithy.api#String", label);
  const one = path("/things/{id}", { id: text });
  const two = path("/{a}/{b}", { a: text, b: text });

  test("a renamed one is a renamed member, and no other route", () => {
    expect(changesOf(one, path("/things/{key}", { key: text }))).toEqual(["label-renamed PutThingInput$key"]);
  });

  test("a renamed one of another type is another member", () => {
    expect(changesOf(one, path("/things/{key}", { key: member("smithy.api#Integer", label) }))).toEqual([
      "member-removed PutThingInput$id",
      "member-added-required-request PutThingInput$key",
    ]);
  });

  test("two that change places move within the message", () => {
    expect(changesOf(two, path("/{b}/{a}", { a: text, b: text }))).toEqual([
      "binding-changed PutThingInput$a",
      "binding-changed PutThingInput$b",
    ]);
  });

  test("a greedy one is another route", () => {
    expect(changesOf(one, path("/things/{id+}", { id: text }))).toEqual(["route-changed PutThing"]);
  });

  test("the order of query literals is a detail, and a literal is not", () => {
    const literals = path("/things/{id}", { id: text }, "?a&b");
    expect(changesOf(literals, path("/things/{id}", { id: text }, "?b&a"))).toEqual([
      "model-detail PutThing",
    ]);
    expect(changesOf(one, literals)).toEqual(["route-changed PutThing"]);
  });
});

test("adding and removing pagination", () => {
  expect(bothWays(withTrait("ex#PutThing", "smithy.api#paginated", { items: "things" }))).toEqual({
    there: ["client-helper-added PutThing"],
    back: ["client-helper-changed PutThing"],
  });
});

describe("errors:", () => {
  test("a new one, and a removed one", () => {
    const errors = [member("Refused"), member("Busy")];
    const now = minimalModel({
      "ex#PutThing": { ...minimalModel().shapes["ex#PutThing"], errors } as AstShape,
      "ex#Busy": error,
    });
    expect(bothWays(now)).toEqual({ there: ["error-added Busy"], back: ["error-removed Busy"] });
  });

  test("one that another operation already has", () => {
    const things = { "ex#Things": serviceWith("ex#PutThing", "ex#Ping") };
    const now = minimalModel({ ...things, "ex#Ping": ping(["ex#Refused"]) });
    const old = minimalModel({ ...things, "ex#Ping": ping([]) });
    expect(bothWays(now, old)).toEqual({
      there: ["error-added-to-operation Ping"],
      back: ["error-removed-from-operation Ping"],
    });
  });

  test("one of the service belongs to each operation", () => {
    const now = minimalModel({
      "ex#Things": { ...serviceWith("ex#PutThing"), errors: [member("Refused")] },
      "ex#PutThing": { ...minimalModel().shapes["ex#PutThing"], errors: [] } as AstShape,
    });
    expect(changesOf(minimalModel(), now)).toEqual(["model-detail Things"]);
  });

  test.each([
    ["smithy.api#httpError", 409, "error-status-changed"],
    ["smithy.api#httpError", 400, "model-detail"],
    ["smithy.api#error", "server", "error-status-changed"],
    ["smithy.api#retryable", {}, "client-behaviour-changed"],
  ])("%s", (trait, value, rule) => {
    expect(changesOf(minimalModel(), withTrait("ex#Refused", trait, value))).toEqual([`${rule} Refused`]);
  });
});
