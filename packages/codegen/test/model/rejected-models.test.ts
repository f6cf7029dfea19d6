import { expect, test } from "vitest";
import { type AstShape, type JsonAst, UnsupportedModelError } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { label, member, minimalModel, structure, withChange, withTrait } from "../models.ts";

const stream = { type: "union", traits: { "smithy.api#streaming": {} } };
const otherProtocol = { "aws.protocols#awsJson1_0": {} };

test.each<[string, JsonAst, string]>([
  [
    "no service",
    minimalModel({ "ex#Things": undefined }),
    "model: exactly one service is expected; found: none.",
  ],
  [
    "a second service",
    minimalModel({ "ex#Others": { type: "service" } }),
    "model: exactly one service is expected; found: ex#Things, ex#Others.",
  ],
  [
    "a service without a protocol",
    withChange("ex#Things", { traits: {} }),
    "ex#Things: the service needs the trait aws.protocols#restJson1.",
  ],
  [
    "a service with another protocol",
    withChange("ex#Things", { traits: otherProtocol }),
    "ex#Things: the service needs the trait aws.protocols#restJson1.",
  ],
  [
    "a service without operations",
    withChange("ex#Things", { operations: [] }),
    "ex#Things: the service has no operation.",
  ],
  [
    "an operation without a path",
    withChange("ex#PutThing", { traits: {} }),
    "ex#PutThing: an operation needs the trait smithy.api#http.",
  ],
  [
    "two greedy labels in a path",
    withUri("/{a+}/things/{b+}"),
    "ex#PutThing: its uri /{a+}/things/{b+} has more than one greedy label. Use a label without + for all but one.",
  ],
  [
    "operations that only the host tells apart",
    minimalModel({
      "ex#Things": {
        type: "service",
        operations: [member("One"), member("Two")],
        traits: { "aws.protocols#restJson1": {} },
      },
      "ex#One": operation("/{a}/things?x&y=1"),
      "ex#Two": operation("/{b}/things/?y=1&x"),
    }),
    "ex#Two: ex#One has the same method and uri, and the stub doesn't route by host. Change the uri of one of them.",
  ],
  ["an input that is not a structure", withRole("input"), "ex#Name: an input must be a structure."],
  ["an output that is not a structure", withRole("output"), "ex#Name: an output must be a structure."],
  ...["ex#PutThing", "ex#Name", "ex#Refused"].map((id): [string, JsonAst, string] => [
    `no shape ${id}`,
    minimalModel({ [id]: undefined }),
    `${id}: the model does not define this shape.`,
  ]),
  [
    "an event that is not a structure",
    minimalModel({
      "ex#PutThingOutput": structure({ words: member("Words") }),
      "ex#Words": { ...stream, members: { said: member("Name") } },
    }),
    "ex#Words$said: an event must be a structure.",
  ],
  [
    "a document and an event stream in one body",
    minimalModel({
      "ex#PutThingOutput": structure({ words: member("Words"), made: member("smithy.api#Timestamp") }),
      "ex#Words": stream,
    }),
    "ex#PutThingOutput$words: the event stream is the whole body: bind the other members to headers, the path or the query.",
  ],
  [
    "a shape of a type that no member can have",
    minimalModel({ "ex#Name": { type: "resource" } }),
    "ex#Name: a shape of type resource can't be used as a value.",
  ],
  [
    "a mixin",
    withTrait("ex#PutThingOutput", "smithy.api#mixin", {}),
    "ex#PutThingOutput: the trait smithy.api#mixin is not supported: flatten mixins first; Smithy's transform flattenAndRemoveMixins does it.",
  ],
  // Every object has properties of these names.
  ...["__proto__", "constructor", "toString"].map((name): [string, JsonAst, string] => [
    `a member named ${name}`,
    withChange("ex#PutThingOutput", {
      members: Object.fromEntries([[name, member("smithy.api#String")]]),
    }),
    `ex#PutThingOutput$${name}: JavaScript reserves this name: rename the member. @jsonName keeps its name in JSON.`,
  ]),
])("rejects a model with %s", (_name, model, message) => {
  const [id = "", ...problem] = message.split(": ");
  expect(() => resolveService(model)).toThrow(new UnsupportedModelError(id, problem.join(": ")));
});

function operation(uri: string): AstShape {
  return { type: "operation", traits: { "smithy.api#http": { method: "GET", uri } } };
}

function withUri(uri: string): JsonAst {
  return withChange("ex#PutThing", { traits: operation(uri).traits ?? {} });
}

function withRole(role: "input" | "output"): JsonAst {
  return withChange("ex#PutThing", { [role]: member("Name") });
}

test.each(["(?x)name", "^[a-z", "\\X\\_", "(?<=a|b)*+c\\_(?=a*+a)"])(
  "rejects a pattern that neither JavaScript nor a translation can match: %s",
  (pattern) => {
    expect(() => resolveService(withTrait("ex#Name", "smithy.api#pattern", pattern))).toThrow(
      `ex#Name: the pattern ${pattern} is not a JavaScript regular expression (flag u): `,
    );
  },
);

test("reports all problems at once, each once", () => {
  const broken = { type: "string", traits: { "smithy.api#pattern": "^[a-z" } };
  const model = minimalModel({
    "ex#Name": broken,
    "ex#Title": broken,
    "ex#Titles": { type: "list", member: member("Title") },
    "ex#PutThingInput": structure({
      id: member("smithy.api#String", label),
      first: member("Name"),
      second: member("Name"),
      constructor: member("smithy.api#String"),
      titles: member("Titles"),
    }),
    "ex#PutThingOutput": structure({ made: member("Missing") }),
  });
  expect(problemsOf(model)).toEqual([
    "ex#PutThingInput$constructor: JavaScript reserves this name: rename the member. @jsonName keeps its name in JSON.",
    "ex#Missing: the model does not define this shape.",
    expect.stringMatching(/^ex#Name: the pattern \^\[a-z /),
    expect.stringMatching(/^ex#Title: the pattern \^\[a-z /),
  ]);
});

test("rejects members of an error that every JavaScript error has", () => {
  const names = ["name", "message", "cause", "code", "stack", "status"];
  const model = minimalModel({
    "ex#Refused": structure(Object.fromEntries(names.map((name) => [name, member("smithy.api#String")])), {
      "smithy.api#error": "client",
    }),
  });
  expect(problemsOf(model)).toEqual(
    ["name", "cause", "stack"].map(
      (name) =>
        `ex#Refused$${name}: every JavaScript error has a property of this name: rename the member. @jsonName keeps its name in JSON.`,
    ),
  );
});

test("an operation that can't be generated doesn't hide the problems of the others", () => {
  const model = minimalModel({
    "ex#Things": {
      ...minimalModel().shapes["ex#Things"],
      type: "service",
      operations: [member("Broken"), member("PutThing")],
    },
    "ex#Broken": { type: "operation" },
    "ex#Refused": undefined,
  });
  expect(problemsOf(model)).toEqual([
    "ex#Broken: an operation needs the trait smithy.api#http.",
    "ex#Refused: the model does not define this shape.",
  ]);
});

test("a message lists at most 50 problems", () => {
  const members = Array.from({ length: 53 }, (_, index) => [`m${index}`, member(`Missing${index}`)] as const);
  const model = minimalModel({ "ex#PutThingOutput": structure(Object.fromEntries(members)) });
  const { message } = catchError(model);
  expect(message).toMatch(/^The model has 53 problems:\n {2}ex#Missing0: /);
  expect(message).toMatch(/ex#Missing49: .*\n {2}and 3 more, which are listed when these are fixed\.$/);
});

function problemsOf(model: JsonAst): string[] {
  return catchError(model).problems.map(({ id, problem }) => `${id}: ${problem}`);
}

function catchError(model: JsonAst): UnsupportedModelError {
  try {
    resolveService(model);
  } catch (error) {
    if (error instanceof UnsupportedModelError) {
      return error;
    }
    throw error;
  }
  throw new Error("The model was accepted.");
}

test("ignores an unknown trait", () => {
  expect(resolveService(withTrait("ex#Name", "com.example#color", "red"))).toEqual(
    resolveService(minimalModel()),
  );
});
