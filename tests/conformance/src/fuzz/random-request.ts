import fc from "fast-check";
import type { OperationShape, Shapes } from "../every-feature-model/shapes.ts";
import { hostileRequests } from "./hostile-requests.ts";
import { type Mutation, mutateJson, mutateRequest } from "./mutate-request.ts";
import { randomMessage } from "./values/random-value.ts";
import { encodeRequest, type WireRequest } from "./wire/encode-request.ts";

/** A request to send, and what made it. */
export interface FuzzRequest {
  /** `mutated`, `wrong types`, `random`, or the name of a hostile family. */
  readonly origin: string;
  readonly wire: WireRequest;
}

/** Random requests: valid ones with something wrong in them most of the time, hostile ones and noise for the rest. */
export function randomRequest(shapes: Shapes): fc.Arbitrary<FuzzRequest> {
  const valid = shapes.operations.map((operation) => ({
    weight: shapes.membersOf(operation.input).length + 1,
    arbitrary: validRequest(shapes, operation),
  }));
  const eachOf = (change: (valid: fc.Arbitrary<WireRequest>) => fc.Arbitrary<FuzzRequest>) =>
    fc.oneof(...valid.map(({ weight, arbitrary }) => ({ weight, arbitrary: change(arbitrary) })));
  return fc.oneof(
    { weight: 50, arbitrary: eachOf(mutate) },
    { weight: 30, arbitrary: eachOf(changeTypes) },
    { weight: 10, arbitrary: fc.oneof(...shapes.operations.map(randomBytes)) },
    { weight: 10, arbitrary: hostileRequests(shapes) },
  );
}

function validRequest(shapes: Shapes, operation: OperationShape): fc.Arbitrary<WireRequest> {
  return randomMessage(shapes, operation.input).map((input) => encodeRequest(shapes, operation, input));
}

function mutate(valid: fc.Arbitrary<WireRequest>): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(valid, fc.array(mutation, { maxLength: 4 }))
    .map(([wire, mutations]) => ({ origin: "mutated", wire: mutations.reduce(mutateRequest, wire) }));
}

function changeTypes(valid: fc.Arbitrary<WireRequest>): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(valid, fc.nat(), fc.nat())
    .map(([wire, place, junk]) => ({ origin: "wrong types", wire: mutateJson(wire, place, junk) }));
}

const mutation: fc.Arbitrary<Mutation> = fc.record({ kind: fc.nat(), place: fc.nat(), junk: fc.nat() });

const noise = fc.uint8Array({ maxLength: 200 });

function randomBytes(operation: OperationShape): fc.Arbitrary<FuzzRequest> {
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
