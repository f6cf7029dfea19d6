import { describe, expect, test } from "vitest";
import type { AstMember, JsonAst } from "../../src/model/json-ast.ts";
import { member, minimalModel, required, structure, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

function withMember(message: string, member: AstMember): JsonAst {
  const shape = minimalModel().shapes[message];
  return minimalModel({ [message]: structure({ ...shape?.members, extra: member }) });
}

describe("adding and removing a member", () => {
  test.each([
    ["optional, in a request", "ex#PutThingInput", {}, "member-added-optional"],
    ["optional, in a response", "ex#PutThingOutput", {}, "member-added-optional"],
    ["required, in a request", "ex#PutThingInput", required, "member-added-required-request"],
    ["required, in a response", "ex#PutThingOutput", required, "member-added-required-response"],
  ])("%s", (_name, message, traits, rule) => {
    const path = `${message.slice(3)}$extra`;
    expect(bothWays(withMember(message, member("smithy.api#String", traits)))).toEqual({
      there: [`${rule} ${path}`],
      back: [`member-removed ${path}`],
    });
  });

  test("of a structure in requests and responses", () => {
    const withPart = (members: Record<string, AstMember>) =>
      minimalModel({
        ...withMember("ex#PutThingInput", member("Part")).shapes,
        "ex#PutThingOutput": structure({ part: member("Part") }),
        "ex#Part": structure(members),
      });
    expect(changesOf(withPart({}), withPart({ size: member("smithy.api#Integer", required) }))).toEqual([
      "member-added-required-request Part$size",
      "member-added-required-response Part$size",
    ]);
  });
});

describe("adding and removing a trait of a member", () => {
  test.each([
    ["PutThingInput$name", "required", {}, "required-added-request", "required-removed-request"],
    ["PutThingOutput$made", "required", {}, "required-added-response", "required-removed-response"],
    ["PutThingInput$name", "default", "x", "default-added", "default-changed"],
    ["PutThingInput$name", "jsonName", "n", "json-name-changed"],
    ["PutThingInput$name", "httpQuery", "n", "binding-changed"],
    ["PutThingOutput$made", "timestampFormat", "http-date", "timestamp-format-changed"],
    ["PutThingInput$name", "idempotencyToken", {}, "client-behaviour-changed"],
    ["PutThingInput$name", "documentation", "A name.", "documentation-changed"],
  ])("%s @%s", (name, trait, value, added, removed = added) => {
    expect(bothWays(withTrait(`ex#${name}`, `smithy.api#${trait}`, value))).toEqual({
      there: [`${added} ${name}`],
      back: [`${removed} ${name}`],
    });
  });
});

test("renaming a query parameter", () => {
  const named = (name: string) => withTrait("ex#PutThingInput$name", "smithy.api#httpQuery", name);
  expect(changesOf(named("a"), named("b"))).toEqual(["binding-changed PutThingInput$name"]);
});

test("a member that moves from the query to a header is one change", () => {
  const query = withTrait("ex#PutThingInput$name", "smithy.api#httpQuery", "n");
  const header = withTrait("ex#PutThingInput$name", "smithy.api#httpHeader", "x-n");
  expect(changesOf(query, header)).toEqual(["binding-changed PutThingInput$name"]);
});

test("changing a default", () => {
  const preset = (value: string) => withTrait("ex#PutThingInput$name", "smithy.api#default", value);
  expect(changesOf(preset("a"), preset("b"))).toEqual(["default-changed PutThingInput$name"]);
});

describe("changing the target of a member", () => {
  const made = (target: string, shapes = {}) =>
    minimalModel({ ...shapes, "ex#PutThingOutput": structure({ made: member(target) }) });

  test("to another type", () => {
    expect(changesOf(minimalModel(), made("smithy.api#String"))).toEqual([
      "type-changed PutThingOutput$made",
    ]);
  });

  test("to another shape of the same simple type: only its traits count", () => {
    const when = { "ex#When": { type: "timestamp", traits: { "smithy.api#documentation": "When." } } };
    expect(changesOf(minimalModel(), made("ex#When", when))).toEqual(["model-detail Things"]);
    const past = { "ex#When": { type: "timestamp", traits: { "smithy.api#timestampFormat": "http-date" } } };
    expect(changesOf(minimalModel(), made("ex#When", past))).toEqual([
      "timestamp-format-changed PutThingOutput$made",
    ]);
  });

  test("to a structure of another name, which the types package exports", () => {
    const structures = { "ex#A": structure({}), "ex#B": structure({}) };
    expect(changesOf(made("ex#A", structures), made("ex#B", structures))).toEqual([
      "type-changed PutThingOutput$made",
    ]);
  });

  test("changing the items of a list, or allowing null", () => {
    const list = (target: string, traits = {}) =>
      made("ex#List", { "ex#List": { type: "list", member: member(target), traits } });
    const strings = list("smithy.api#String");
    expect(changesOf(strings, list("smithy.api#Integer"))).toEqual(["type-changed List$member"]);
    expect(changesOf(strings, list("smithy.api#String", { "smithy.api#sparse": {} }))).toEqual([
      "type-changed List",
    ]);
  });

  test("changing the type of a shape that keeps its name", () => {
    const shape = (type: string) => made("ex#Shape", { "ex#Shape": { type } });
    expect(changesOf(shape("integer"), shape("long"))).toEqual(["type-changed Shape"]);
  });
});
