import { expect, test } from "vitest";
import { describeUnsignedEvents } from "../../src/generate/client-notices.ts";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { eventStreamModel } from "../event-stream-model.ts";
import { minimalModel } from "../models.ts";

function describe(ast: JsonAst): string[] {
  return describeUnsignedEvents(resolveService(ast), ast);
}

test("a service that receives events without SigV4 is named, because its client doesn't compile", () => {
  expect(describe(eventStreamModel)).toEqual([
    "Not compiling: the client signs the events of Listen, so the service needs @sigv4 and @aws.api#service. Add them, or delete the client.",
  ]);
});

test("a service with SigV4, or without events in inputs, is not", () => {
  const service = eventStreamModel.shapes["ex#Things"];
  const traits = { ...service?.traits, "aws.auth#sigv4": { name: "things" } };
  const signed = { ...eventStreamModel.shapes, "ex#Things": { type: "service", ...service, traits } };
  expect(describe({ ...eventStreamModel, shapes: signed })).toEqual([]);
  expect(describe(minimalModel())).toEqual([]);
});
