import { expect, test } from "vitest";
import { findService } from "../../src/smithy/find-service.ts";

function model(services: Readonly<Record<string, "restJson1" | "restXml">>) {
  const shapes = Object.entries(services).map(([id, protocol]) => [
    id,
    { type: "service", traits: { [`aws.protocols#${protocol}`]: {} } },
  ]);
  return { smithy: "2.0", shapes: Object.fromEntries([["a#Text", { type: "string" }], ...shapes]) };
}

test("finds the only service with restJson1", () => {
  expect(findService(model({ "a#Old": "restXml", "a#New": "restJson1" }))).toBe("a#New");
});

test("finds the wanted one of several", () => {
  expect(findService(model({ "a#One": "restJson1", "a#Two": "restJson1" }), "a#Two")).toBe("a#Two");
});

test.each<[string, Parameters<typeof model>[0], string | undefined, string]>([
  [
    "none",
    {},
    undefined,
    "The model has no service with the trait aws.protocols#restJson1. Add it to the service: no other protocol is supported.\nIt has no service.",
  ],
  [
    "none with restJson1",
    { "a#Old": "restXml" },
    undefined,
    "The model has no service with the trait aws.protocols#restJson1. Add it to the service: no other protocol is supported.\nIts services:\n  a#Old  not restJson1",
  ],
  [
    "several",
    { "a#One": "restJson1", "a#Old": "restXml", "a#Two": "restJson1" },
    undefined,
    "The model has 2 services with the trait aws.protocols#restJson1. Name one of them with --service, or as service in codegen.json.\nIts services:\n  a#One  restJson1\n  a#Old  not restJson1\n  a#Two  restJson1",
  ],
  [
    "not the wanted one",
    { "a#One": "restJson1" },
    "a#Two",
    "The model has no service a#Two with the trait aws.protocols#restJson1. Name one that has it with --service, or as service in codegen.json.\nIts services:\n  a#One  restJson1",
  ],
  [
    "the wanted one with another protocol",
    { "a#Old": "restXml" },
    "a#Old",
    "The model has no service a#Old with the trait aws.protocols#restJson1. Name one that has it with --service, or as service in codegen.json.\nIts services:\n  a#Old  not restJson1",
  ],
])("the error lists the services of a model that has %s", (_name, services, wanted, message) => {
  expect(() => findService(model(services), wanted)).toThrow(message);
});
