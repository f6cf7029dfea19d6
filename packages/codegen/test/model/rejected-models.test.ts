import { describe, expect, test } from "vitest";
import { type JsonAst, UnsupportedModelError } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { minimalModel, withChange, withTrait } from "../models.ts";

describe("a service is refused", () => {
  test("that isn't there, or isn't alone", () => {
    expectRefusal(
      minimalModel({ "ex#Things": undefined }),
      "model: exactly one service is expected; found: none.",
    );
    expectRefusal(
      minimalModel({ "ex#Others": { type: "service" } }),
      "model: exactly one service is expected; found: ex#Things, ex#Others.",
    );
  });

  test("of another protocol", () => {
    const problem = "ex#Things: the service needs the trait aws.protocols#restJson1.";
    expectRefusal(withChange("ex#Things", { traits: {} }), problem);
    expectRefusal(withChange("ex#Things", { traits: { "aws.protocols#awsJson1_0": {} } }), problem);
  });

  test("without operations", () => {
    expectRefusal(withChange("ex#Things", { operations: [] }), "ex#Things: the service has no operation.");
  });
});

describe("an operation is refused", () => {
  test("without a path", () => {
    expectRefusal(
      withChange("ex#PutThing", { traits: {} }),
      "ex#PutThing: an operation needs the trait smithy.api#http.",
    );
  });

  test("that isn't there", () => {
    expectRefusal(
      minimalModel({ "ex#PutThing": undefined }),
      "ex#PutThing: the model does not define this shape.",
    );
  });

  test.each(["input", "output"])("whose %s is no structure", (role) => {
    expectRefusal(
      withChange("ex#PutThing", { [role]: { target: "ex#Name" } }),
      `ex#Name: an ${role} must be a structure.`,
    );
  });
});

describe("a shape is refused", () => {
  test("that isn't there", () => {
    expectRefusal(minimalModel({ "ex#Name": undefined }), "ex#Name: the model does not define this shape.");
    expectRefusal(
      minimalModel({ "ex#Refused": undefined }),
      "ex#Refused: the model does not define this shape.",
    );
  });

  test("that is an event stream", () => {
    const stream = { type: "union", traits: { "smithy.api#streaming": {} } };
    expectRefusal(
      minimalModel({ "ex#Name": stream }),
      "ex#Name: an event stream can't be generated: restJson1 servers here stream blobs only. Stream a blob, or take the operation out of the service.",
    );
  });

  test("of a type that no member can have", () => {
    expectRefusal(
      minimalModel({ "ex#Name": { type: "resource" } }),
      "ex#Name: a shape of type resource can't stand here.",
    );
  });

  test("that is a mixin", () => {
    expectRefusal(
      withTrait("ex#PutThingOutput", "smithy.api#mixin", {}),
      "ex#PutThingOutput: the trait smithy.api#mixin is not supported: flatten mixins first; " +
        "Smithy's transform flattenAndRemoveMixins does it.",
    );
  });

  test.each(["[\\w-.]+", "\\-", "(?i)name", "^[a-z"])(
    "with a pattern that JavaScript can't read: %s",
    (pattern) => {
      expect(() => resolveService(withTrait("ex#Name", "smithy.api#pattern", pattern))).toThrow(
        `ex#Name: the pattern ${pattern} is not a regular expression of JavaScript with the flag u: `,
      );
    },
  );
});

test.each(["__proto__", "constructor", "toString"])(
  "a member with the name %s that every object has is refused",
  (name) => {
    const members = Object.fromEntries([[name, { target: "smithy.api#String" }]]);
    expectRefusal(
      withChange("ex#PutThingOutput", { members }),
      `ex#PutThingOutput$${name}: JavaScript keeps this name for itself: rename the member.`,
    );
  },
);

test("a trait that nobody knows says nothing to a server", () => {
  expect(resolveService(withTrait("ex#Name", "com.example#color", "red"))).toEqual(
    resolveService(minimalModel()),
  );
});

function expectRefusal(model: JsonAst, message: string): void {
  const [place = "", ...problem] = message.split(": ");
  expect(() => resolveService(model)).toThrow(new UnsupportedModelError(place, problem.join(": ")));
}
