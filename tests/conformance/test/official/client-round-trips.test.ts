import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOutput, separatePaths, succeed } from "../../src/fuzz/values/adjust-values.ts";
import { fillDefaults, randomMessage } from "../../src/fuzz/values/random-value.ts";
import type { Operation } from "../../src/model/model.ts";
import { connectOfficialClient, generateOfficialClient } from "../../src/official-client/client.ts";
import { canReceive, canSend, inputSources, outputSources } from "../../src/official-client/value-sources.ts";
import { fromClient } from "../../src/official-client/values.ts";
import { openEveryFeatureStub } from "../../src/run/load-stub.ts";
import type { ConnectedClient } from "../../src/run/recording-stub.ts";
import { findDifference } from "../../src/values/find-difference.ts";
import { streamOnce } from "../../src/values/streams.ts";
import { propertyOptions } from "../fuzz/property-options.ts";

type Message = Record<string, unknown>;

const module = await prepareOrSkip("the official client", async () =>
  generateOfficialClient(await SmithyCli.open(root)),
);

describe.skipIf(module === undefined)("values arrive unchanged through the official client", async () => {
  const stub = await openEveryFeatureStub();
  const { model } = stub;
  let client: ConnectedClient;

  beforeAll(async () => {
    client = await connectOfficialClient(stub, module ?? "");
  });
  afterAll(() => client.close());

  test.each(model.operations)("$name", async (operation) => {
    const inputs = randomMessage(model, operation.input, inputSources)
      .filter((it) => canSend(it, operation.input, model))
      .map((it) => separatePaths(operation, it));
    const outputs = randomMessage(model, operation.output, outputSources)
      .filter((it) => canReceive(it, operation.output, model))
      .map(succeed);
    await fc.assert(
      fc.asyncProperty(inputs, outputs, async (input, output) => {
        const trip = await client.call(operation.name, input, () => stream(operation, output));
        expect(trip.failures).toEqual([]);
        expect(trip.thrown).toBeUndefined();
        expect(trip.called).toBe(operation.name);
        expect(findDifference(trip.received, expectInput(operation, input))).toBeUndefined();
        const expected = fromClient(expectOutput(model, operation, output), operation.output, model);
        expect(findDifference(trip.returned, expected)).toBeUndefined();
      }),
      propertyOptions,
    );
  });

  test("the error Refused", async () => {
    const id = "fuzz#Refused";
    const errors = randomMessage(model, id, outputSources).map(supportedError);
    await fc.assert(
      fc.asyncProperty(errors, async (members) => {
        const { failures, thrown } = await client.call("Ping", {}, () => {
          throw stub.createError("Refused", members);
        });
        expect(failures).toEqual([]);
        expect(thrown).toMatchObject({ name: "Refused", $fault: "client" });
        const carried = model.getMembers(id).map(([name]) => [name, (thrown as Message)[name]]);
        const received = fromClient(Object.fromEntries(carried), id, model);
        expect(findDifference(received, fromClient(members, id, model))).toBeUndefined();
      }),
      propertyOptions,
    );
  });

  function expectInput(operation: Operation, input: Message): Message {
    const filled = fillDefaults(model, operation.input, input);
    // A map of all parameters includes those of other members.
    return operation.name === "GetMixedParams" && input.own !== undefined
      ? { ...filled, params: { ...(input.params as object), own: String(input.own) } }
      : filled;
  }
});

/** The client adds a message to an error without one, and cannot read a timestamp in an error's header. */
function supportedError({ retryAt, ...members }: Message): Message {
  return { ...members, message: members.message || "refused" };
}

function stream({ name }: Operation, output: Message): Message {
  return name === "PutStream" ? { ...output, content: streamOnce(output.content as Uint8Array) } : output;
}
