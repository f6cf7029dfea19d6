import { describe, expect, test } from "vitest";
import type { JsonAst, Traits } from "../../src/model/json-ast.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { label, member, minimalModel, structure, withChange, withTrait } from "../models.ts";
import { bothWays, changesOf, enumOf, withColor } from "./changes-of.ts";

const input = "ex#PutThingInput";
const output = "ex#PutThingOutput";

describe("adding and removing a value of an enum", () => {
  test.each([
    ["in a request", input, "choice-added-request"],
    ["in a response", output, "choice-added-response"],
  ] as const)("%s", (_name, message, rule) => {
    const now = withColor(enumOf("RED", "BLUE"), message);
    expect(bothWays(now, withColor(enumOf("RED"), message))).toEqual({
      there: [`${rule} Color$BLUE`],
      back: ["choice-removed Color$BLUE"],
    });
  });

  test("adding and removing a value of an intEnum", () => {
    const numbers = (...values: number[]) => ({
      type: "intEnum",
      members: Object.fromEntries(
        values.map((value) => [`N${value}`, member("smithy.api#Unit", { "smithy.api#enumValue": value })]),
      ),
    });
    expect(changesOf(withColor(numbers(1), output), withColor(numbers(1, 2), output))).toEqual([
      "choice-added-response Color$N2",
    ]);
  });
});

test("a string with @enum, of Smithy 1.0, is an enum", () => {
  const values = (...names: string[]) => names.map((name) => ({ name, value: name.toLowerCase() }));
  const old = (...names: string[]) =>
    withColor({ type: "string", traits: { "smithy.api#enum": values(...names) } }, output);
  expect(changesOf(old("RED"), withColor(enumOf("RED"), output))).toEqual(["model-detail Things"]);
  expect(bothWays(old("RED", "BLUE"), old("RED"))).toEqual({
    there: ["choice-added-response Color$BLUE"],
    back: ["choice-removed Color$BLUE"],
  });
});

test("renaming a value of an enum", () => {
  const scarlet = {
    type: "enum",
    members: { SCARLET: member("smithy.api#Unit", { "smithy.api#enumValue": "red" }) },
  };
  expect(changesOf(withColor(enumOf("RED"), input), withColor(scarlet, input))).toEqual([
    "choice-renamed Color$SCARLET",
  ]);
});

test.each([
  ["in a request", input, "choice-added-request"],
  ["in a response", output, "choice-added-response"],
] as const)("a union gets a member, or loses it: %s", (_name, message, rule) => {
  const union = (...names: string[]) => ({
    type: "union",
    members: Object.fromEntries(names.map((name) => [name, member("smithy.api#String")])),
  });
  expect(bothWays(withColor(union("a", "b"), message), withColor(union("a"), message))).toEqual({
    there: [`${rule} Color$b`],
    back: ["choice-removed Color$b"],
  });
});

describe("a constraint of a request", () => {
  const tightened = ["constraint-tightened-request Name"];
  const loosened = ["constraint-loosened-request Name"];
  const named = (traits: Record<string, unknown>): JsonAst => withChange("ex#Name", { traits });

  test.each([
    ["@length", "smithy.api#length", { min: 1 }],
    ["@pattern", "smithy.api#pattern", "^a$"],
  ])("adding and removing %s", (_name, trait, value) => {
    expect(bothWays(named({ [trait]: value }))).toEqual({ there: tightened, back: loosened });
  });

  test.each([
    ["a longer maximum", { max: 8 }, { max: 9 }, loosened],
    ["a shorter maximum", { max: 8 }, { max: 7 }, tightened],
    ["a lower minimum", { min: 2 }, { min: 1 }, loosened],
    ["a higher minimum", { min: 2 }, { min: 3 }, tightened],
    ["more at one end and less at the other", { min: 2, max: 8 }, { min: 1, max: 7 }, tightened],
  ])("%s", (_name, before, after, expected) => {
    expect(changesOf(named({ "smithy.api#length": before }), named({ "smithy.api#length": after }))).toEqual(
      expected,
    );
  });

  test.each([
    ["another one can match less", "^a$", "^b$", tightened],
    ["an alternative after it matches more", "^a$", "^a$|^b$", loosened],
    ["an alternative before it matches more", "^a$", "^b$|^a$", loosened],
    ["one without its alternative matches less", "^a$|^b$", "^a$", tightened],
  ])("of patterns, %s", (_name, before, after, expected) => {
    expect(
      changesOf(named({ "smithy.api#pattern": before }), named({ "smithy.api#pattern": after })),
    ).toEqual(expected);
  });

  test("@range and @uniqueItems", () => {
    const sized = (traits: object) => withColor({ type: "integer", traits: { ...traits } }, input);
    expect(changesOf(sized({}), sized({ "smithy.api#range": { min: 1 } }))).toEqual([
      "constraint-tightened-request Color",
    ]);
    const listed = (traits: object) =>
      withColor({ type: "list", member: member("smithy.api#String"), traits: { ...traits } }, input);
    expect(bothWays(listed({ "smithy.api#uniqueItems": {} }), listed({}))).toEqual({
      there: ["constraint-tightened-request Color"],
      back: ["constraint-loosened-request Color"],
    });
  });
});

describe("a constraint of a member overrides its target's", () => {
  const inInput = (own: number | undefined, target: number | undefined): JsonAst => {
    const max = (value: number | undefined) =>
      value === undefined ? {} : { "smithy.api#length": { max: value } };
    return minimalModel({
      "ex#PutThingInput": structure({
        id: member("smithy.api#String", label),
        name: member("Name", max(own)),
      }),
      "ex#Name": { type: "string", traits: max(target) },
    });
  };

  test.each([
    ["a wider one over a narrower target", 200, undefined, "tightened", "loosened"],
    ["a narrower one over a wider target", 50, undefined, "loosened", "tightened"],
    ["the one of the target", 100, undefined, "detail", "detail"],
    ["another one", 200, 50, "tightened", "loosened"],
  ])("removing and adding %s", (_name, own, now, removed, added) => {
    const rule = (kind: string) => (kind === "detail" ? "model-detail" : `constraint-${kind}-request`);
    expect(bothWays(inInput(now, 100), inInput(own, 100))).toEqual({
      there: [`${rule(removed)} PutThingInput$name`],
      back: [`${rule(added)} PutThingInput$name`],
    });
  });

  test("so that one of the target has no effect", () => {
    expect(changesOf(inInput(50, 100), inInput(50, 10))).toEqual(["model-detail Name"]);
    expect(changesOf(inInput(undefined, 100), inInput(undefined, 10))).toEqual([
      "constraint-tightened-request Name",
    ]);
  });

  test("and can keep what the target had", () => {
    expect(changesOf(inInput(undefined, 50), inInput(50, 100))).toEqual([
      "model-detail Name",
      "model-detail PutThingInput$name",
    ]);
  });
});

test("a minimum length of 0 allows everything", () => {
  expect(changesOf(minimalModel(), withTrait("ex#Name", "smithy.api#length", { min: 0 }))).toEqual([
    "model-detail Name",
  ]);
});

test("tightening and loosening a constraint of a response", () => {
  const sized = (max: number) =>
    withColor({ type: "string", traits: { "smithy.api#length": { max } } }, output);
  const change = ["constraint-changed-response Color"];
  expect(bothWays(sized(2), sized(1))).toEqual({ there: change, back: change });
});

test("adding and removing @sensitive", () => {
  expect(bothWays(withTrait("ex#Name", "smithy.api#sensitive", {}))).toEqual({
    there: ["sensitive-added Name"],
    back: ["sensitive-removed Name"],
  });
});

test("streaming", () => {
  const blob = (traits: object) => withColor({ type: "blob", traits: { ...traits } }, output);
  expect(changesOf(blob({}), blob({ "smithy.api#streaming": {} }))).toEqual(["type-changed Color"]);
});

describe("another media type", () => {
  const typed = (type: string, traits: Traits, mediaType?: string) =>
    minimalModel({
      "ex#PutThingOutput": structure({ color: member("Color", traits) }),
      "ex#Color": { type, traits: mediaType === undefined ? {} : { "smithy.api#mediaType": mediaType } },
    });

  test.each([
    ["of a payload", "blob", { "smithy.api#httpPayload": {} }, "image/png", "media-type-changed"],
    ["of a header", "string", { "smithy.api#httpHeader": "x-color" }, "text/plain", "media-type-changed"],
    ["in JSON", "blob", {}, "image/png", "model-detail"],
    ["of a string in JSON", "string", {}, "text/html", "model-detail"],
  ])("%s", (_name, type, traits, mediaType, rule) => {
    expect(changesOf(typed(type, traits), typed(type, traits, mediaType))).toEqual([`${rule} Color`]);
  });

  test("of a string with JSON in JSON, which only the client parses", () => {
    expect(diffModels(typed("string", {}), typed("string", {}, "application/json"))).toMatchObject([
      { rule: "media-type-changed", path: "Color", package: "client" },
    ]);
  });
});

test("the largest bumps come first", () => {
  const { "ex#Name": _, ...shapes } = minimalModel().shapes;
  const now = minimalModel({
    ...shapes,
    "ex#Name": {
      type: "string",
      traits: { "smithy.api#documentation": "A name.", "smithy.api#pattern": "^a$" },
    },
  });
  expect(changesOf(minimalModel(), now)).toEqual([
    "constraint-tightened-request Name",
    "documentation-changed Name",
  ]);
});
