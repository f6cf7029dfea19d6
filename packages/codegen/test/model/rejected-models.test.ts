import { describe, expect, test } from "vitest";
import { type JsonAst, UnsupportedModelError } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { minimalModel, withChange, withTrait } from "../models.ts";

describe("rejects a service", () => {
  test("that doesn't exist, or is not the only one", () => {
    expectRejection(
      minimalModel({ "ex#Things": undefined }),
      "model: exactly one service is expected; found: none.",
    );
    expectRejection(
      minimalModel({ "ex#Others": { type: "service" } }),
      "model: exactly one service is expected; found: ex#Things, ex#Others.",
    );
  });

  test("of another protocol", () => {
    const problem = "ex#Things: the service needs the trait aws.protocols#restJson1.";
    expectRejection(withChange("ex#Things", { traits: {} }), problem);
    expectRejection(withChange("ex#Things", { traits: { "aws.protocols#awsJson1_0": {} } }), problem);
  });

  test("without operations", () => {
    expectRejection(withChange("ex#Things", { operations: [] }), "ex#Things: the service has no operation.");
  });
});

describe("rejects an operation", () => {
  test("without a path", () => {
    expectRejection(
      withChange("ex#PutThing", { traits: {} }),
      "ex#PutThing: an operation needs the trait smithy.api#http.",
    );
  });

  test("that doesn't exist", () => {
    expectRejection(
      minimalModel({ "ex#PutThing": undefined }),
      "ex#PutThing: the model does not define this shape.",
    );
  });

  test.each(["input", "output"])("whose %s is not a structure", (role) => {
    expectRejection(
      withChange("ex#PutThing", { [role]: { target: "ex#Name" } }),
      `ex#Name: an ${role} must be a structure.`,
    );
  });
});

describe("rejects a shape", () => {
  test("that doesn't exist", () => {
    expectRejection(minimalModel({ "ex#Name": undefined }), "ex#Name: the model does not define this shape.");
    expectRejection(
      minimalModel({ "ex#Refused": undefined }),
      "ex#Refused: the model does not define this shape.",
    );
  });

  test("that is an event stream", () => {
    const stream = { type: "union", traits: { "smithy.api#streaming": {} } };
    expectRejection(
      minimalModel({ "ex#Name": stream }),
      "ex#Name: an event stream can't be generated: generated restJson1 servers stream only blobs. Stream a blob, or remove the operation from the service.",
    );
  });

  test("of a type that no member can have", () => {
    expectRejection(
      minimalModel({ "ex#Name": { type: "resource" } }),
      "ex#Name: a shape of type resource can't be used as a value.",
    );
  });

  test("that is a mixin", () => {
    expectRejection(
      withTrait("ex#PutThingOutput", "smithy.api#mixin", {}),
      "ex#PutThingOutput: the trait smithy.api#mixin is not supported: flatten mixins first; " +
        "Smithy's transform flattenAndRemoveMixins does it.",
    );
  });

  test.each(["[\\w-.]+", "\\-", "(?i)name", "^[a-z"])(
    "with a pattern that JavaScript rejects: %s",
    (pattern) => {
      expect(() => resolveService(withTrait("ex#Name", "smithy.api#pattern", pattern))).toThrow(
        `ex#Name: the pattern ${pattern} is not a JavaScript regular expression (flag u): `,
      );
    },
  );
});

test.each(["__proto__", "constructor", "toString"])(
  "rejects a member named %s, which every object has",
  (name) => {
    const members = Object.fromEntries([[name, { target: "smithy.api#String" }]]);
    expectRejection(
      withChange("ex#PutThingOutput", { members }),
      `ex#PutThingOutput$${name}: JavaScript reserves this name: rename the member.`,
    );
  },
);

test("ignores an unknown trait", () => {
  expect(resolveService(withTrait("ex#Name", "com.example#color", "red"))).toEqual(
    resolveService(minimalModel()),
  );
});

function expectRejection(model: JsonAst, message: string): void {
  const [id = "", ...problem] = message.split(": ");
  expect(() => resolveService(model)).toThrow(new UnsupportedModelError(id, problem.join(": ")));
}
