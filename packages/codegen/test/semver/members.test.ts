import { describe, expect, test } from "vitest";
import type { AstMember, JsonAst, Traits } from "../../src/model/json-ast.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { label, member, minimalModel, required, structure, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

const withDefault = { ...required, "smithy.api#default": "x" };
const withToken = { ...required, "smithy.api#idempotencyToken": {} };

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
    ["with a default, in a request", "ex#PutThingInput", withDefault, "required-with-default"],
    ["with a default, in a response", "ex#PutThingOutput", withDefault, "member-added-required-response"],
    ["with a token, in a request", "ex#PutThingInput", withToken, "required-with-token"],
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
    ["PutThingInput$name", "jsonName", "name", "model-detail"],
    ["PutThingInput$id", "jsonName", "key", "model-detail"],
    ["PutThingInput$name", "httpQuery", "n", "binding-changed"],
    ["PutThingOutput$made", "httpQuery", "made", "model-detail"],
    ["PutThingInput$name", "httpResponseCode", {}, "model-detail"],
    ["PutThingOutput$made", "timestampFormat", "http-date", "timestamp-format-changed"],
    ["PutThingOutput$made", "timestampFormat", "epoch-seconds", "model-detail"],
    ["PutThingOutput$made", "idempotencyToken", {}, "model-detail"],
    ["PutThingInput$id", "idempotencyToken", {}, "client-behaviour-changed", "required-token-removed"],
    ["PutThingInput$name", "default", null, "model-detail"],
    ["PutThingInput$name", "addedDefault", {}, "model-detail"],
    ["PutThingInput$name", "internal", {}, "model-detail"],
    ["PutThingInput$name", "clientOptional", {}, "model-detail"],
    ["PutThingInput$name", "idempotencyToken", {}, "client-behaviour-changed"],
    ["PutThingInput$name", "documentation", "A name.", "documentation-changed"],
  ])("%s @%s", (name, trait, value, added, removed = added) => {
    expect(bothWays(withTrait(`ex#${name}`, `smithy.api#${trait}`, value))).toEqual({
      there: [`${added} ${name}`],
      back: [`${removed} ${name}`],
    });
  });
});

test.each([
  ["a default", withDefault, { "smithy.api#default": "x" }, "required-with-default"],
  ["a token", withToken, { "smithy.api#idempotencyToken": {} }, "required-with-token"],
])("a member with %s becomes required, in a request", (_name, now, old, rule) => {
  const withExtra = (traits: Traits) => withMember("ex#PutThingInput", member("smithy.api#String", traits));
  expect(bothWays(withExtra(now), withExtra(old))).toEqual({
    there: [`${rule} PutThingInput$extra`],
    back: ["required-removed-request PutThingInput$extra"],
  });
});

test("a required member of a response with a token is optional in the client", () => {
  const withExtra = (traits: Traits) => withMember("ex#PutThingOutput", member("smithy.api#String", traits));
  const [change] = diffModels(withExtra(required), withExtra(withToken));
  expect(change).toMatchObject({ rule: "required-removed-response", package: "client" });
});

test("a stream has no default", () => {
  const withBody = (traits: Traits) =>
    minimalModel({
      ...withMember("ex#PutThingInput", member("Body", { ...traits, "smithy.api#httpPayload": {} })).shapes,
      "ex#Body": { type: "blob", traits: { "smithy.api#streaming": {} } },
    });
  expect(changesOf(withBody({}), withBody({ "smithy.api#default": "" }))).toEqual([
    "model-detail PutThingInput$extra",
  ]);
});

describe("an event stream", () => {
  const events = (targets: Record<string, string>, traits: Traits = {}, header: Traits = {}) =>
    minimalModel({
      ...withMember("ex#PutThingOutput", member("Events", traits)).shapes,
      "ex#Events": {
        type: "union",
        members: Object.fromEntries(Object.entries(targets).map(([name, target]) => [name, member(target)])),
        traits: { "smithy.api#streaming": {} },
      },
      "ex#Event": structure({ at: member("smithy.api#Timestamp", header) }),
      "ex#Stopped": structure({}, { "smithy.api#error": "client" }),
    });
  const one = events({ a: "Event" });

  test("appears and disappears", () => {
    const change = ["event-stream-changed PutThingOutput$extra"];
    expect(bothWays(one)).toEqual({ there: change, back: change });
  });

  test("gets and loses an event", () => {
    expect(bothWays(events({ a: "Event", b: "Event" }), one)).toEqual({
      there: ["choice-added-response Events$b"],
      back: ["choice-removed Events$b"],
    });
  });

  test("gets and loses an error, new or known", () => {
    expect(bothWays(events({ a: "Event", stopped: "Stopped" }), one)).toEqual({
      there: ["stream-error-added Events$stopped", "error-added Stopped"],
      back: ["stream-error-removed Events$stopped", "error-removed Stopped"],
    });
    expect(bothWays(events({ a: "Event", refused: "Refused" }), one)).toEqual({
      there: ["stream-error-added Events$refused"],
      back: ["stream-error-removed Events$refused"],
    });
  });

  test("is the payload, with or without the trait", () => {
    expect(changesOf(one, events({ a: "Event" }, { "smithy.api#httpPayload": {} }))).toEqual([
      "model-detail PutThingOutput$extra",
    ]);
  });

  test("has members in a header or in the payload, where a timestamp has another format", () => {
    const header = { "smithy.api#eventHeader": {} };
    const change = ["binding-changed Event$at"];
    expect(bothWays(events({ a: "Event" }, {}, header), one)).toEqual({ there: change, back: change });
    const formatted = { ...header, "smithy.api#timestampFormat": "http-date" };
    expect(changesOf(events({ a: "Event" }, {}, header), events({ a: "Event" }, {}, formatted))).toEqual([
      "model-detail Event$at",
    ]);
  });
});

test("the case of a header is a detail", () => {
  const header = (trait: string, name: string) =>
    withTrait("ex#PutThingInput$name", `smithy.api#${trait}`, name);
  for (const trait of ["httpHeader", "httpPrefixHeaders"]) {
    expect(changesOf(header(trait, "X-Name"), header(trait, "x-name"))).toEqual([
      "model-detail PutThingInput$name",
    ]);
    expect(changesOf(header(trait, "x-name"), header(trait, "x-other"))).toEqual([
      "binding-changed PutThingInput$name",
    ]);
  }
});

describe("the default format of a timestamp is a detail to write out", () => {
  const list = { "ex#List": { type: "list", member: member("smithy.api#Timestamp") } };
  const inInput = (target: string, traits: Traits, shapes = {}) =>
    minimalModel({ ...withMember("ex#PutThingInput", member(target, traits)).shapes, ...shapes });

  test.each([
    ["body", {}, "epoch-seconds"],
    ["header", { "smithy.api#httpHeader": "x-extra" }, "http-date"],
    ["query", { "smithy.api#httpQuery": "extra" }, "date-time"],
  ])("in the %s", (_name, traits, format) => {
    for (const other of ["epoch-seconds", "http-date", "date-time"]) {
      const rule = other === format ? "model-detail" : "timestamp-format-changed";
      const trait = { "smithy.api#timestampFormat": other };
      const now = inInput("smithy.api#Timestamp", { ...traits, ...trait });
      expect(changesOf(inInput("smithy.api#Timestamp", traits), now)).toEqual([
        `${rule} PutThingInput$extra`,
      ]);
      const items = { "ex#List": { type: "list", member: member("smithy.api#Timestamp", trait) } };
      expect(changesOf(inInput("List", traits, list), inInput("List", traits, items))).toEqual([
        `${rule} List$member`,
      ]);
    }
  });

  test("a shape with two places has two defaults", () => {
    const inBoth = (traits: Traits) =>
      minimalModel({
        "ex#PutThingInput": structure({
          id: member("smithy.api#String", label),
          since: member("When", { "smithy.api#httpQuery": "since" }),
        }),
        "ex#PutThingOutput": structure({ made: member("When") }),
        "ex#When": { type: "timestamp", traits },
      });
    expect(changesOf(inBoth({}), inBoth({ "smithy.api#timestampFormat": "epoch-seconds" }))).toEqual([
      "timestamp-format-changed When",
    ]);
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

  test("to a list of another name, which no code has: only its contents count", () => {
    const list = (name: string, target: string, traits: Traits = {}) =>
      made(name, { [`ex#${name}`]: { type: "list", member: member(target), traits } });
    expect(changesOf(list("A", "smithy.api#String"), list("B", "smithy.api#String"))).toEqual([
      "model-detail Things",
    ]);
    expect(changesOf(list("A", "smithy.api#String"), list("B", "smithy.api#Integer"))).toEqual([
      "type-changed PutThingOutput$made$member",
    ]);
    expect(
      changesOf(list("A", "smithy.api#String"), list("B", "smithy.api#String", { "smithy.api#sparse": {} })),
    ).toEqual(["type-changed PutThingOutput$made"]);
  });

  test("to a map of another name, which only the types of JSON have", () => {
    const map = (name: string, target: string) =>
      made(name, {
        [`ex#${name}`]: { type: "map", key: member("smithy.api#String"), value: member(target) },
      });
    const diff = (now: JsonAst) => diffModels(map("A", "smithy.api#String"), now);
    expect(diff(map("B", "smithy.api#String"))).toMatchObject([{ rule: "type-changed", package: "types" }]);
    expect(diff(map("B", "smithy.api#Integer")).map(({ path }) => path)).toEqual([
      "PutThingOutput$made",
      "PutThingOutput$made$value",
    ]);
    expect(diff(made("A", { "ex#A": { type: "list", member: member("smithy.api#String") } }))).toMatchObject([
      { rule: "type-changed", path: "A" },
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
