import { expect, test } from "vitest";
import { type JsonAst, UnsupportedModelError } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { minimalModel, withChange } from "../minimal-model.ts";

test("a model without a service, or with two, is refused", () => {
  expectRefusal(
    minimalModel({ "ex#Things": undefined }),
    "model: exactly one service is expected; found: none.",
  );
  expectRefusal(
    minimalModel({ "ex#Others": { type: "service" } }),
    "model: exactly one service is expected; found: ex#Things, ex#Others.",
  );
});

test("a service of another protocol is refused", () => {
  const problem = "ex#Things: the service needs the trait aws.protocols#restJson1.";
  expectRefusal(withChange("ex#Things", { traits: {} }), problem);
  expectRefusal(
    withChange("ex#Things", { traits: { "aws.protocols#awsJson1_0": {} } }),
    "ex#Things: the server generator does not support the trait aws.protocols#awsJson1_0 on a service yet. " +
      "It supports: aws.protocols#restJson1, smithy.api#cors, smithy.api#title.",
  );
});

test.each([
  ["resources", [{ target: "ex#Thing" }]],
  ["errors", [{ target: "ex#Refused" }]],
  ["rename", { "other#Name": "OtherName" }],
])("a service with %s is refused", (property, value) => {
  expectRefusal(
    withChange("ex#Things", { [property]: value }),
    `ex#Things: the service property "${property}" is not supported yet.`,
  );
});

test("a service without operations is refused", () => {
  expectRefusal(
    withChange("ex#Things", { operations: [] }),
    "ex#Things: a service without operations is not supported yet.",
  );
});

test.each(["input", "output"])("an operation without %s is refused", (role) => {
  const problem = `ex#PutThing: an operation without ${role} is not supported yet.`;
  expectRefusal(withChange("ex#PutThing", { [role]: { target: "smithy.api#Unit" } }), problem);
  expectRefusal(withChange("ex#PutThing", { [role]: undefined }), problem);
});

test("an operation whose input is no structure is refused", () => {
  const model = withChange("ex#PutThing", { input: { target: "ex#Name" } });
  expectRefusal(model, "ex#PutThing: its input must be a structure.");
});

test("an operation without a path is refused", () => {
  const problem = "ex#PutThing: an operation needs the trait smithy.api#http.";
  expectRefusal(withChange("ex#PutThing", { traits: {} }), problem);
  expectRefusal(minimalModel({ "ex#PutThing": undefined }), problem);
});

test.each([
  ["/things/{id+}", "a greedy label is not supported yet, as in /things/{id+}."],
  ["/things/{id}?kind=a", "a literal query is not supported yet, as in /things/{id}?kind=a."],
])("the path %s is refused", (uri, problem) => {
  const model = withChange("ex#PutThing", { traits: { "smithy.api#http": { method: "GET", uri } } });
  expectRefusal(model, `ex#PutThing: ${problem}`);
});

function expectRefusal(model: JsonAst, message: string): void {
  const [place = "", ...problem] = message.split(": ");
  expect(() => resolveService(model)).toThrow(new UnsupportedModelError(place, problem.join(": ")));
}
