import { describe, expect, test } from "vitest";
import { type AstShape, type JsonAst, UnsupportedModelError } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { minimalModel, withChange, withTrait } from "../minimal-model.ts";

const supported = "It supports: structure, string, smithy.api#String and smithy.api#Timestamp.";

test.each([
  "list",
  "map",
  "union",
  "blob",
  "boolean",
  "enum",
  "intEnum",
  "integer",
  "long",
  "double",
  "bigDecimal",
  "document",
  "timestamp",
])("a shape of type %s is refused", (type) => {
  expectRefusal(
    minimalModel({ "ex#Name": { type } }),
    `ex#Name: a shape of type ${type} is not supported by the server generator yet. ${supported}`,
  );
});

test.each(["Integer", "Boolean", "PrimitiveLong", "Blob", "Document", "Unit"])(
  "smithy.api#%s is refused",
  (name) => {
    expectRefusal(
      withChange("ex#PutThingOutput", { members: { made: { target: `smithy.api#${name}` } } }),
      `smithy.api#${name}: this type is not supported by the server generator yet. ${supported}`,
    );
  },
);

describe("a recursive shape is refused:", () => {
  test("one that contains itself", () => {
    const tree: AstShape = { type: "structure", members: { left: { target: "ex#Tree" } } };
    const model = minimalModel({
      "ex#PutThingOutput": { type: "structure", members: { tree: { target: "ex#Tree" } } },
      "ex#Tree": tree,
    });
    expectRefusal(model, "ex#Tree: a recursive shape is not supported yet.");
  });

  test("one that contains itself through another", () => {
    const model = minimalModel({
      "ex#PutThingOutput": { type: "structure", members: { egg: { target: "ex#Egg" } } },
      "ex#Egg": { type: "structure", members: { hen: { target: "ex#Hen" } } },
      "ex#Hen": { type: "structure", members: { egg: { target: "ex#Egg" } } },
    });
    expectRefusal(model, "ex#Egg: a recursive shape is not supported yet.");
  });
});

describe("an error with more than a message is refused:", () => {
  const problem = "an error may only have a member `message`, a String, so far.";

  test.each([
    ["code", { message: { target: "smithy.api#String" }, code: { target: "smithy.api#String" } }],
    ["message", { message: { target: "ex#Name" } }],
    ["Message", { Message: { target: "smithy.api#String" } }],
  ])("%s", (member, members) => {
    expectRefusal(withChange("ex#Refused", { members }), `ex#Refused$${member}: ${problem}`);
  });
});

test("a label bound to a timestamp is refused", () => {
  const traits = { "smithy.api#httpLabel": {}, "smithy.api#required": {} };
  expectRefusal(
    withChange("ex#PutThingInput", { members: { id: { target: "smithy.api#Timestamp", traits } } }),
    "ex#PutThingInput$id: only a string can be bound to a label of the path so far.",
  );
});

/** One reader for two paths would look for the labels of one of them. */
describe("an input that is used in a second place is refused:", () => {
  const problem = "ex#PutThingInput: the input of an operation can't be used in a second place so far.";
  const another: AstShape = {
    type: "operation",
    input: { target: "ex#PutThingInput" },
    output: { target: "ex#AnotherOutput" },
    traits: { "smithy.api#http": { method: "GET", uri: "/old/{age}/things/{id}" } },
  };
  const operations = [{ target: "ex#PutThing" }, { target: "ex#Another" }];
  const service: AstShape = { type: "service", operations, traits: { "aws.protocols#restJson1": {} } };

  test("as the input of another operation", () => {
    const output: AstShape = { type: "structure", members: {} };
    expectRefusal(
      minimalModel({ "ex#Things": service, "ex#Another": another, "ex#AnotherOutput": output }),
      problem,
    );
  });

  test("as a part of an output", () => {
    const members = { input: { target: "ex#PutThingInput" } };
    expectRefusal(withChange("ex#PutThingOutput", { members }), problem);
  });

  test("as a part of an input that comes before it", () => {
    const input: AstShape = { type: "structure", members: { put: { target: "ex#PutThingInput" } } };
    const first: AstShape = { ...another, input: { target: "ex#FirstInput" } };
    const model = minimalModel({
      "ex#Things": { ...service, operations: operations.toReversed() },
      "ex#Another": { ...first, output: { target: "ex#PutThingOutput" } },
      "ex#FirstInput": input,
    });
    // As a part it is read before its own operation is seen, and a part has no label.
    expect(() => resolveService(model)).toThrow(
      /^ex#PutThingInput\$id: .* smithy\.api#httpLabel on a member yet/,
    );
  });
});

test.each(["[\\w-.]+", "\\-", "(?i)name", "^[a-z"])(
  "a pattern that JavaScript can't read is refused: %s",
  (pattern) => {
    expectRefusal(
      withTrait("ex#Name", "smithy.api#pattern", pattern),
      `ex#Name: the pattern ${pattern} is not a regular expression of JavaScript with the flag u.`,
    );
  },
);

test("a shape that isn't there is refused", () => {
  expectRefusal(minimalModel({ "ex#Name": undefined }), "ex#Name: the model does not define this shape.");
  expectRefusal(
    minimalModel({ "ex#Refused": undefined }),
    "ex#Refused: the model does not define this shape.",
  );
});

function expectRefusal(model: JsonAst, message: string): void {
  const [place = "", ...problem] = message.split(": ");
  expect(() => resolveService(model)).toThrow(new UnsupportedModelError(place, problem.join(": ")));
}
