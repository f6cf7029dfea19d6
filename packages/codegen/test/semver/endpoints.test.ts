import { describe, expect, test } from "vitest";
import type { Traits } from "../../src/model/json-ast.ts";
import { label, member, minimalModel, required, structure, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

const operation = (name: string, value: unknown) => withTrait("ex#PutThing", name, value);

describe("requests that clients send in another way", () => {
  test.each([
    ["smithy.api#endpoint", { hostPrefix: "data." }, "host-prefix-changed"],
    ["smithy.api#httpChecksumRequired", {}, "client-behaviour-changed"],
    ["smithy.rules#staticContextParams", { Kind: { value: "a" } }, "endpoints-changed"],
    ["smithy.rules#operationContextParams", { Kind: { path: "name" } }, "endpoints-changed"],
  ])("adding and removing %s of an operation", (trait, value, rule) => {
    const change = [`${rule} PutThing`];
    expect(bothWays(operation(trait, value))).toEqual({ there: change, back: change });
  });

  test.each([
    ["smithy.api#hostLabel", {}, "host-prefix-changed"],
    ["smithy.rules#contextParam", { name: "Id" }, "endpoints-changed"],
  ])("adding and removing %s of a member", (trait, value, rule) => {
    const change = [`${rule} PutThingInput$name`];
    expect(bothWays(withTrait("ex#PutThingInput$name", trait, value))).toEqual({
      there: change,
      back: change,
    });
  });

  test("adding and removing @requiresLength of a stream", () => {
    const withStream = (traits: Traits) =>
      minimalModel({
        "ex#PutThingInput": structure({
          id: member("smithy.api#String", label),
          content: member("Stream", { "smithy.api#httpPayload": {}, ...required }),
        }),
        "ex#Stream": { type: "blob", traits: { "smithy.api#streaming": {}, ...traits } },
      });
    const change = ["client-behaviour-changed Stream"];
    expect(bothWays(withStream({ "smithy.api#requiresLength": {} }), withStream({}))).toEqual({
      there: change,
      back: change,
    });
  });

  test("compression by gzip breaks stubs, which don't decompress; that of other encodings is not used", () => {
    const compressed = (...encodings: string[]) => operation("smithy.api#requestCompression", { encodings });
    expect(bothWays(compressed("gzip"))).toEqual({
      there: ["request-compression-added PutThing"],
      back: ["client-behaviour-changed PutThing"],
    });
    expect(bothWays(compressed("gzip", "br"), compressed("br"))).toEqual({
      there: ["request-compression-added PutThing"],
      back: ["client-behaviour-changed PutThing"],
    });
    expect(changesOf(compressed("gzip"), compressed("gzip", "br"))).toEqual(["model-detail PutThing"]);
  });
});

describe("options of the client", () => {
  const options = (value: object) => withTrait("ex#Things", "smithy.rules#clientContextParams", value);
  const text = { type: "string" };

  test("a new one, and a removed one", () => {
    expect(bothWays(options({ Kind: text }))).toEqual({
      there: ["client-option-added Things"],
      back: ["client-option-removed Things"],
    });
  });

  test("another type, and another documentation", () => {
    expect(changesOf(options({ Kind: text }), options({ Kind: { type: "boolean" } }))).toEqual([
      "client-option-removed Things",
    ]);
    const documented = options({ Kind: { type: "string", documentation: "The kind." } });
    expect(changesOf(options({ Kind: text }), documented)).toEqual(["documentation-changed Things"]);
  });
});

describe("endpoint rules", () => {
  const parameters = (value: object) =>
    withTrait("ex#Things", "smithy.rules#endpointRuleSet", { version: "1.0", parameters: value, rules: [] });
  const region = { type: "string", builtIn: "AWS::Region" };
  const kind = { type: "string", documentation: "The kind." };

  test("a new parameter, and a removed one", () => {
    expect(bothWays(parameters({ Region: region, Kind: kind }), parameters({ Region: region }))).toEqual({
      there: ["endpoints-changed Things"],
      back: ["endpoint-parameters-changed Things"],
    });
  });

  test("a parameter of another type, or that must be set", () => {
    const required = { ...kind, required: true };
    for (const changed of [{ ...kind, type: "boolean" }, required]) {
      expect(changesOf(parameters({ Kind: kind }), parameters({ Kind: changed }))).toEqual([
        "endpoint-parameters-changed Things",
      ]);
    }
    expect(changesOf(parameters({ Kind: required }), parameters({ Kind: kind }))).toEqual([
      "endpoints-changed Things",
    ]);
    expect(changesOf(parameters({}), parameters({ Kind: { ...required, default: "a" } }))).toEqual([
      "endpoints-changed Things",
    ]);
  });

  test("a parameter whose name no code has, and the spelling of old types", () => {
    const renamed = parameters({ Where: { ...region, type: "String" } });
    expect(changesOf(parameters({ Region: region }), renamed)).toEqual(["endpoints-changed Things"]);
  });

  test("a renamed parameter that is built in, but no option of every client: code has its name", () => {
    const accelerate = { type: "boolean", builtIn: "AWS::S3::Accelerate" };
    expect(changesOf(parameters({ Accelerate: accelerate }), parameters({ Fast: accelerate }))).toEqual([
      "endpoint-parameters-changed Things",
    ]);
  });
});
