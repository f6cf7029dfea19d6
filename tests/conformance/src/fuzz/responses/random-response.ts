import fc from "fast-check";
import type { Model, Operation } from "../../model/model.ts";
import { type Mutation, randomMutation } from "../mutation.ts";
import { randomMessage } from "../values/random-value.ts";

type Members = Record<string, unknown>;

/** A call, and how its response is made. */
export interface ResponsePlan {
  readonly operation: Operation;
  readonly input: Members;
  /** What the implementation returns, or the members of the error that it throws. */
  readonly members: Members;
  readonly isError: boolean;
  /** What is changed in the response of the stub, in order. */
  readonly mutations: readonly Mutation[];
  /** The bytes of the response; undefined if it is the one of the stub, with the changes. */
  readonly bytes: Uint8Array | undefined;
}

/** The error that every operation has. */
const refused = "fuzz#Refused";

/** Random calls, whose responses are mostly valid ones with changes, and some random bytes. */
export function randomResponse(model: Model): fc.Arbitrary<ResponsePlan> {
  return fc.oneof(
    ...model.operations.map((operation) => ({
      weight: model.getMembers(operation.output).length + 3,
      arbitrary: responseOf(model, operation),
    })),
  );
}

function responseOf(model: Model, operation: Operation): fc.Arbitrary<ResponsePlan> {
  const call = { operation: fc.constant(operation), input: randomMessage(model, operation.input) };
  const changed = (id: string, isError: boolean) =>
    fc.record({
      ...call,
      members: randomMessage(model, id),
      isError: fc.constant(isError),
      mutations: fc.array(randomMutation, { maxLength: 3 }),
      bytes: fc.constant(undefined),
    });
  const random = fc.record({
    ...call,
    members: fc.constant({}),
    isError: fc.constant(false),
    mutations: fc.constant([]),
    bytes: randomBytes,
  });
  return fc.oneof(
    { weight: 7, arbitrary: changed(operation.output, false) },
    { weight: 2, arbitrary: changed(refused, true) },
    { weight: 1, arbitrary: random },
  );
}

const noise = fc.uint8Array({ maxLength: 300 });

const randomBytes = fc.oneof(
  noise,
  fc
    .tuple(fc.integer({ min: 100, max: 999 }), noise)
    .map(([status, body]) =>
      Buffer.concat([Buffer.from(`HTTP/1.1 ${status} \r\nconnection: close\r\n\r\n`), body]),
    ),
  fc.tuple(noise, noise).map((parts) => Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\n"), ...parts])),
);
