import { SmithyCli } from "@eks-auth/codegen/smithy";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyFeatureModel } from "../src/every-feature-model/model.ts";
import { openStub } from "../src/every-feature-model/open-stub.ts";
import type { OperationShape } from "../src/every-feature-model/shapes.ts";
import { fillDefaults, randomMessage } from "../src/fuzz/values/random-value.ts";
import { Model } from "../src/model/model.ts";
import { generateOfficialClient, openRoundTrips, type RoundTrips } from "../src/official-client/client.ts";
import {
  canReceive,
  canSend,
  inputIngredients,
  outputIngredients,
} from "../src/official-client/ingredients.ts";
import { fromClient } from "../src/official-client/values.ts";
import { findDifference } from "../src/values/find-difference.ts";
import { runs } from "./fuzz/fuzz-seed.ts";
import { skipWithoutSmithy } from "./skip-without-smithy.ts";

type Message = Record<string, unknown>;

const module = await skipWithoutSmithy("the official client", async () =>
  generateOfficialClient(await SmithyCli.open()),
);

describe.skipIf(module === undefined)("through the official client and back", async () => {
  const stub = await openStub();
  const { shapes } = stub;
  const model = new Model(JSON.stringify(everyFeatureModel));
  let roundTrips: RoundTrips;

  beforeAll(async () => {
    roundTrips = await openRoundTrips(model, stub, module ?? "");
  });
  afterAll(() => roundTrips.close());

  test.each(shapes.operations)("$name", async (operation) => {
    const inputs = randomMessage(shapes, operation.input, inputIngredients)
      .filter((it) => canSend(it, operation.input, model))
      .map((it) => takeApart(operation, it));
    const outputs = randomMessage(shapes, operation.output, outputIngredients)
      .filter((it) => canReceive(it, operation.output, model))
      .map(succeed);
    await fc.assert(
      fc.asyncProperty(inputs, outputs, async (input, output) => {
        const trip = await roundTrips.call(operation.name, input, () => stream(operation, output));
        expect(trip.failures).toEqual([]);
        expect(trip.thrown).toBeUndefined();
        expect(trip.called).toBe(operation.name);
        expect(findDifference(trip.received, expectInput(operation, input))).toBeUndefined();
        const expected = fromClient(expectOutput(operation, output), operation.output, model);
        expect(findDifference(trip.returned, expected)).toBeUndefined();
      }),
      runs,
    );
  });

  test("the error Refused", async () => {
    const id = "fuzz#Refused";
    const errors = randomMessage(shapes, id, outputIngredients).map(speak);
    await fc.assert(
      fc.asyncProperty(errors, async (members) => {
        const { failures, thrown } = await roundTrips.call("Ping", {}, () => {
          throw stub.createRefused(members);
        });
        expect(failures).toEqual([]);
        expect(thrown).toMatchObject({ name: "Refused", $fault: "client" });
        const carried = shapes.membersOf(id).map(([name]) => [name, (thrown as Message)[name]]);
        const received = fromClient(Object.fromEntries(carried), id, model);
        expect(findDifference(received, fromClient(members, id, model))).toBeUndefined();
      }),
      runs,
    );
  });

  function expectInput(operation: OperationShape, input: Message): Message {
    const filled = fillDefaults(shapes, operation.input, input);
    // A map of all parameters has those that are members too.
    return operation.name === "GetMixedParams" && input.own !== undefined
      ? { ...filled, params: { ...(input.params as object), own: String(input.own) } }
      : filled;
  }

  function expectOutput(operation: OperationShape, output: Message): Message {
    const status = operation.name === "GetLabels" ? { status: operation.code } : {};
    return { ...status, ...fillDefaults(shapes, operation.output, output) };
  }
});

/** Of the paths that overlap only the greedy one takes a label of two segments, and none of these ends in `end`. */
function takeApart({ name }: OperationShape, input: Message): Message {
  return name === "GetThingPath" ? { ...input, id: `${input.id}/x` } : input;
}

/** A status of 300 or more would be an error to a client. */
function succeed(output: Message): Message {
  return typeof output.status === "number"
    ? { ...output, status: 200 + (Math.abs(output.status) % 4) }
    : output;
}

/** The client gives an error without a message one of its own, and fails to read a timestamp from an error's header. */
function speak({ retryAt, ...members }: Message): Message {
  return { ...members, message: members.message || "refused" };
}

function stream({ name }: OperationShape, output: Message): Message {
  return name === "PutStream" ? { ...output, content: streamOnce(output.content as Uint8Array) } : output;
}

async function* streamOnce(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
