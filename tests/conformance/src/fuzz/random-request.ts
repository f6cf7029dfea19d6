import fc from "fast-check";
import type { WireRequest } from "../http/requests.ts";
import type { Model, Operation } from "../model/model.ts";
import { type FuzzRequest, hostileRequests } from "./hostile-requests.ts";
import { mutateJson } from "./mutate-json.ts";
import { mutateRequest } from "./mutate-request.ts";
import { randomMutation } from "./mutation.ts";
import { randomMessage } from "./values/random-value.ts";
import { encodeRequest } from "./wire/encode-request.ts";

/** Random requests: mostly valid ones with changes, and some hostile requests and random bytes. */
export function randomRequest(model: Model): fc.Arbitrary<FuzzRequest> {
  const valid = model.operations.map((operation) => ({
    weight: model.getMembers(operation.input).length + 1,
    arbitrary: validRequest(model, operation),
  }));
  const eachOf = (change: (valid: fc.Arbitrary<WireRequest>) => fc.Arbitrary<FuzzRequest>) =>
    fc.oneof(...valid.map(({ weight, arbitrary }) => ({ weight, arbitrary: change(arbitrary) })));
  return fc.oneof(
    { weight: 50, arbitrary: eachOf(mutate) },
    { weight: 30, arbitrary: eachOf(changeTypes) },
    { weight: 10, arbitrary: fc.oneof(...model.operations.map(randomBytes)) },
    { weight: 10, arbitrary: hostileRequests(model) },
  );
}

function validRequest(model: Model, operation: Operation): fc.Arbitrary<WireRequest> {
  return randomMessage(model, operation.input).map((input) => encodeRequest(model, operation, input));
}

function mutate(valid: fc.Arbitrary<WireRequest>): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(valid, fc.array(randomMutation, { maxLength: 4 }))
    .map(([wire, mutations]) => ({ origin: "mutated", wire: mutations.reduce(mutateRequest, wire) }));
}

function changeTypes(valid: fc.Arbitrary<WireRequest>): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(valid, fc.nat(), fc.nat())
    .map(([wire, place, junk]) => ({ origin: "wrong types", wire: mutateJson(wire, place, junk) }));
}

const noise = fc.uint8Array({ maxLength: 200 });

function randomBytes(operation: Operation): fc.Arbitrary<FuzzRequest> {
  const text = noise.map((bytes) => Buffer.from(bytes).toString("latin1"));
  return fc.record({
    origin: fc.constant("random"),
    wire: fc.record({
      method: fc.constantFrom(operation.method, "GET", "POST", "OPTIONS", "HEAD", "PATCH"),
      path: fc.oneof(
        fc.constant(operation.uri.split("?")[0] ?? ""),
        text.map((it) => `/${it}`),
      ),
      query: text,
      headers: fc
        .array(fc.tuple(fc.stringMatching(/^[a-z0-9-]{1,12}$/), text), { maxLength: 5 })
        .map((own) => [["content-type", "application/json"] as const, ...own]),
      body: noise,
    }),
  });
}
