import { describe, expect, test } from "vitest";
import { UnsupportedModelError } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { withTrait } from "../minimal-model.ts";

describe("a trait that would change the protocol is refused", () => {
  test.each([
    ["ex#Things", "smithy.api#xmlNamespace", { uri: "x" }],
    ["ex#Things", "smithy.api#httpBearerAuth", {}],
    ["ex#Things", "com.example#custom", {}],
  ])("on a service: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "a service", "aws.protocols#restJson1, smithy.api#cors, smithy.api#title"),
    );
  });

  test.each([
    ["ex#PutThing", "smithy.api#requestCompression", { encodings: ["gzip"] }],
    ["ex#PutThing", "smithy.api#httpChecksumRequired", {}],
    ["ex#PutThing", "smithy.api#endpoint", { hostPrefix: "data." }],
    ["ex#PutThing", "smithy.api#auth", []],
    ["ex#PutThing", "com.example#custom", {}],
  ])("on an operation: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "an operation", "smithy.api#http"),
    );
  });

  test.each([
    ["ex#PutThingInput", "com.example#custom", {}],
    ["ex#PutThingOutput", "smithy.api#mixin", {}],
  ])("on a structure: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "a structure", "smithy.api#sensitive"),
    );
  });

  test.each([
    ["ex#PutThingInput$name", "smithy.api#jsonName", "Name"],
    ["ex#PutThingInput$name", "smithy.api#httpQuery", "name"],
    ["ex#PutThingInput$name", "smithy.api#httpHeader", "x-name"],
    ["ex#PutThingInput$name", "smithy.api#httpPayload", {}],
    ["ex#PutThingInput$name", "smithy.api#default", ""],
    ["ex#PutThingInput$name", "smithy.api#length", { min: 1 }],
    ["ex#PutThingInput$name", "smithy.api#clientOptional", {}],
    ["ex#PutThingInput$name", "com.example#custom", {}],
    ["ex#PutThingInput$id", "smithy.api#hostLabel", {}],
  ])("on a member of an input: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "an input member", "smithy.api#httpLabel, smithy.api#required"),
    );
  });

  test.each([
    ["ex#PutThingOutput$made", "smithy.api#jsonName", "Made"],
    ["ex#PutThingOutput$made", "smithy.api#timestampFormat", "date-time"],
    ["ex#PutThingOutput$made", "smithy.api#httpHeader", "x-made"],
    ["ex#PutThingOutput$made", "smithy.api#httpResponseCode", {}],
    ["ex#PutThingOutput$made", "smithy.api#httpLabel", {}],
    ["ex#PutThingOutput$made", "smithy.api#default", 0],
  ])("on a member of an output: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "a member", "smithy.api#required"),
    );
  });

  test.each([
    ["ex#Name", "smithy.api#mediaType", "application/json"],
    ["ex#Name", "smithy.api#enum", [{ value: "a" }]],
    ["ex#Name", "smithy.api#default", ""],
    ["ex#Name", "com.example#custom", {}],
  ])("on a string: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "a string", "smithy.api#length, smithy.api#pattern, smithy.api#sensitive"),
    );
  });

  test.each([
    ["ex#Refused", "smithy.api#sensitive", {}],
    ["ex#Refused", "aws.protocols#awsQueryError", { code: "Refused", httpResponseCode: 400 }],
  ])("on an error: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "an error", "smithy.api#error, smithy.api#httpError"),
    );
  });

  test.each([
    ["ex#Refused$message", "smithy.api#jsonName", "Message"],
    ["ex#Refused$message", "smithy.api#required", {}],
  ])("on a member of an error: %s %s", (place, trait, value) => {
    expect(() => resolveService(withTrait(place, trait, value))).toThrow(
      refusal(place, trait, "an error member", "none"),
    );
  });
});

test("traits that say nothing about the protocol are accepted wherever they stand", () => {
  const inert = ["smithy.api#documentation", "smithy.api#tags", "smithy.api#since", "smithy.api#suppress"];
  const places = [
    "ex#Things",
    "ex#PutThing",
    "ex#PutThingInput",
    "ex#PutThingInput$id",
    "ex#PutThingOutput$made",
  ];
  for (const place of [...places, "ex#Name", "ex#Refused", "ex#Refused$message"]) {
    for (const trait of inert) {
      expect(() => resolveService(withTrait(place, trait, "x")), `${trait} on ${place}`).not.toThrow();
    }
  }
});

test.each([
  ["ex#Things", "aws.api#service"],
  ["ex#Things", "aws.auth#sigv4"],
  ["ex#Things", "smithy.rules#endpointRuleSet"],
  ["ex#Things", "smithy.rules#endpointTests"],
  ["ex#PutThing", "smithy.api#examples"],
  ["ex#PutThing", "smithy.api#idempotent"],
  ["ex#PutThing", "smithy.api#readonly"],
  ["ex#PutThing", "smithy.test#httpMalformedRequestTests"],
  ["ex#PutThing", "smithy.test#httpRequestTests"],
  ["ex#PutThing", "smithy.test#httpResponseTests"],
  ["ex#PutThing", "smithy.test#smokeTests"],
  ["ex#PutThingInput", "smithy.api#input"],
  ["ex#PutThingOutput", "smithy.api#output"],
  ["ex#PutThingOutput", "smithy.api#references"],
  ["ex#Refused", "smithy.api#retryable"],
])("%s may carry %s", (place, trait) => {
  expect(() => resolveService(withTrait(place, trait, {}))).not.toThrow();
});

/** @param kind - of the place, with its article */
function refusal(place: string, trait: string, kind: string, supported: string): UnsupportedModelError {
  return new UnsupportedModelError(
    place,
    `the server generator does not support the trait ${trait} on ${kind} yet. It supports: ${supported}.`,
  );
}
