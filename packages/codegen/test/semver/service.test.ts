import { describe, expect, test } from "vitest";
import type { AstMember, AstShape, JsonAst } from "../../src/model/json-ast.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { member, minimalModel, structure, withChange, withTrait } from "../models.ts";
import { bothWays, changesOf } from "./changes-of.ts";

const client = { "smithy.api#error": "client" };

test("finds no change between a model and itself", () => {
  expect(changesOf(minimalModel(), minimalModel())).toEqual([]);
});

describe("a name of the server package that means something else", () => {
  const message = { message: member("smithy.api#String") };
  const withShape = (name: string) =>
    minimalModel({
      "ex#PutThingOutput": structure({ extra: member(name) }),
      [`ex#${name}`]: structure(message),
    });
  const withSeconds = {
    "ex#Refused": structure({ ...message, seconds: member("smithy.api#Integer") }, client),
  };

  test("is a change if a shape takes it from the runtime, or gives it back", () => {
    expect(bothWays(withShape("Call"), withShape("Thing"))).toMatchObject({
      there: expect.arrayContaining(["export-replaced Call"]),
      back: expect.arrayContaining(["export-replaced Call"]),
    });
  });

  test("is a change if a shape takes it from the members of an error", () => {
    const now = minimalModel({ ...withShape("RefusedMembers").shapes, ...withSeconds });
    expect(changesOf(minimalModel({ ...withShape("Thing").shapes, ...withSeconds }), now)).toContain(
      "export-replaced RefusedMembers",
    );
  });

  test("is no change for a shape with the name of the stub's interface, which gets another name", () => {
    expect(changesOf(withShape("Thing"), withShape("ThingsService")).join()).not.toContain("export-replaced");
  });
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

test("another prefix of the host is another endpoint", () => {
  const prefixed = (endpointPrefix: string) =>
    withTrait("ex#Things", "aws.api#service", { sdkId: "Things", endpointPrefix });
  expect(changesOf(prefixed("a"), prefixed("b"))).toEqual(["endpoints-changed Things"]);
});

describe("@auth", () => {
  const bearer = "smithy.api#httpBearerAuth";
  const withAuth = (service: unknown, operation: unknown) => {
    const { traits } = minimalModel().shapes["ex#PutThing"] as AstShape;
    return minimalModel({
      "ex#Things": {
        ...(minimalModel().shapes["ex#Things"] as AstShape),
        traits: {
          "aws.auth#sigv4": {},
          [bearer]: {},
          ...(service !== undefined && { "smithy.api#auth": service }),
        },
      },
      "ex#PutThing": {
        ...(minimalModel().shapes["ex#PutThing"] as AstShape),
        traits: { ...traits, ...(operation !== undefined && { "smithy.api#auth": operation }) },
      },
    });
  };
  const all = ["aws.auth#sigv4", bearer];

  test("with all schemes of the service, in their order, is a detail", () => {
    expect(bothWays(withAuth(all, undefined), withAuth(undefined, undefined))).toEqual({
      there: ["model-detail Things"],
      back: ["model-detail Things"],
    });
    expect(changesOf(withAuth([bearer], undefined), withAuth([bearer], [bearer]))).toEqual([
      "model-detail PutThing",
    ]);
  });

  test("with fewer, or in another order, is a change", () => {
    for (const schemes of [[bearer], [bearer, "aws.auth#sigv4"], []]) {
      expect(changesOf(withAuth(undefined, undefined), withAuth(schemes, undefined))).toEqual([
        "authentication-changed Things",
      ]);
      expect(changesOf(withAuth(undefined, undefined), withAuth(undefined, schemes))).toEqual([
        "authentication-changed PutThing",
      ]);
    }
  });
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
  ["smithy.rules#endpointRuleSet", { version: "1.0" }, "endpoints-changed"],
  ["smithy.rules#endpointTests", { version: "1.0" }, "model-detail"],
  ["smithy.api#title", "Things", "documentation-changed"],
  ["aws.iam#supportedPrincipalTypes", ["Root"], "model-detail"],
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

describe("@cors", () => {
  const cors = (value: object) => withTrait("ex#Things", "smithy.api#cors", value);

  test.each([
    ["added and removed", minimalModel(), cors({})],
    ["for any origin, and for one", cors({ origin: "https://a.example" }), cors({ origin: "*" })],
    ["with fewer and more allowed headers", cors({}), cors({ additionalAllowedHeaders: ["x-a"] })],
    ["with fewer and more exposed headers", cors({}), cors({ additionalExposedHeaders: ["x-a"] })],
  ])("%s", (_name, narrow, wide) => {
    expect(bothWays(wide, narrow)).toEqual({
      there: ["cors-changed Things"],
      back: ["cors-narrowed Things"],
    });
  });

  test("another origin is narrower", () => {
    expect(changesOf(cors({ origin: "https://a.example" }), cors({ origin: "https://b.example" }))).toEqual([
      "cors-narrowed Things",
    ]);
  });

  test("another maximum age is neither", () => {
    expect(changesOf(cors({}), cors({ maxAge: 5 }))).toEqual(["cors-changed Things"]);
  });

  test.each([
    ["defaults that are written out", { origin: "*", maxAge: 600 }],
    ["headers that the protocol needs anyway", { additionalAllowedHeaders: ["Content-Type"] }],
  ])("%s are a detail", (_name, value) => {
    expect(changesOf(cors({}), cors(value))).toEqual(["model-detail Things"]);
  });
});

test("the order of members is a detail, which the line names", () => {
  const { id, name } = minimalModel().shapes["ex#PutThingInput"]?.members ?? {};
  const reordered = withChange("ex#PutThingInput", { members: { name, id } as Record<string, AstMember> });
  expect(diffModels(minimalModel(), reordered)).toEqual([
    { rule: "model-detail", path: "Things", description: "the order of members changed" },
  ]);
});
