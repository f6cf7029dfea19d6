import { expect, test } from "vitest";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { minimalModel, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

test("finds no change between a model and itself", () => {
  expect(changesOf(minimalModel(), minimalModel())).toEqual([]);
});

test("another namespace is a detail, because no name in code has it", () => {
  const moved: JsonAst = JSON.parse(JSON.stringify(minimalModel()).replaceAll("ex#", "other#"));
  expect(changesOf(minimalModel(), moved)).toEqual(["model-detail Things"]);
});

test("renaming the service", () => {
  const { "ex#Things": service, ...shapes } = minimalModel().shapes;
  const renamed = { smithy: "2.0", shapes: { ...shapes, "ex#Stuff": service } } as JsonAst;
  expect(changesOf(minimalModel(), renamed)).toEqual(["service-renamed Stuff"]);
});

test("another sdkId, after which the client is named; and another property of the same trait", () => {
  const named = (service: object) => withTrait("ex#Things", "aws.api#service", service);
  expect(changesOf(named({ sdkId: "Things" }), named({ sdkId: "Stuff" }))).toEqual(["client-renamed Things"]);
  expect(changesOf(named({ sdkId: "Things" }), named({ sdkId: "Things", arnNamespace: "things" }))).toEqual([
    "model-detail Things",
  ]);
});

test.each([
  ["aws.auth#sigv4", { name: "things" }, "authentication-changed"],
  ["smithy.api#httpBearerAuth", {}, "authentication-changed"],
  ["smithy.api#cors", {}, "cors-changed"],
  ["smithy.rules#endpointRuleSet", { version: "1.0" }, "endpoints-changed"],
  ["smithy.rules#endpointTests", { version: "1.0" }, "model-detail"],
  ["smithy.api#title", "Things", "documentation-changed"],
  ["ex#secret", {}, "unknown-trait"],
])("adding and removing %s of the service", (trait, value, rule) => {
  const change = [`${rule} Things`];
  expect(bothWays(withTrait("ex#Things", trait, value))).toEqual({ there: change, back: change });
});

test("adding and removing @deprecated", () => {
  expect(bothWays(withTrait("ex#PutThing", "smithy.api#deprecated", {}))).toEqual({
    there: ["deprecated PutThing"],
    back: ["documentation-changed PutThing"],
  });
});

test("metadata and the like are a detail", () => {
  const now = { ...minimalModel(), metadata: { owner: "us" } } as JsonAst;
  expect(changesOf(minimalModel(), now)).toEqual(["model-detail Things"]);
});

test("a model without a service can't be compared", () => {
  expect(() => changesOf({ smithy: "2.0", shapes: {} }, minimalModel())).toThrow(
    "A model to compare must have exactly one service; found: none.",
  );
});
