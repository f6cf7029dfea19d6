import { deepStrictEqual, ok } from "node:assert";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectLightClient, openEveryFeatureClient } from "../../src/clients/connect-light-client.ts";
import { type LightExports, type TransportName, transports } from "../../src/clients/light-client.ts";
import { makeSeed } from "../../src/fuzz/options.ts";
import { fuzzResponses } from "../../src/fuzz/responses/fuzz-responses.ts";
import { expectOutput, separatePaths, succeed } from "../../src/fuzz/values/adjust-values.ts";
import { fillDefaults, randomMessage } from "../../src/fuzz/values/random-value.ts";
import { hasTrait, type Operation } from "../../src/model/model.ts";
import { openEveryFeatureStub } from "../../src/run/load-stub.ts";
import type { ConnectedClient } from "../../src/run/recording-stub.ts";
import { findDifference } from "../../src/values/find-difference.ts";
import { streamOnce } from "../../src/values/streams.ts";
import { isLong, propertyOptions } from "./property-options.ts";

type Message = Record<string, unknown>;

const stub = await openEveryFeatureStub();
const { model } = stub;

/**
 * Excludes maps of parameters that also receive the parameters of other members, and from `npm test` the constraints, for
 * which values are slow to make. Clients don't check them.
 */
const operations = model.operations.filter(
  ({ name }) => name !== "GetMixedParams" && (isLong || name !== "CheckConstraints"),
);

/** Each call goes over HTTP, so `npm test` makes few. */
const options = { ...propertyOptions, numRuns: isLong ? 100 : 3 };

describe.each(transports)("values arrive unchanged through the light client with %s", (transport) => {
  let exports: LightExports;
  let client: ConnectedClient;

  beforeAll(async () => {
    exports = await openEveryFeatureClient(transport);
    client = await connectLightClient(stub, exports);
  });
  afterAll(() => client.close());

  test.each(operations)("$name", async (operation) => {
    const inputs = randomMessage(model, operation.input)
      .filter((input) => canArrive(operation, input, transport))
      .map((input) => separatePaths(operation, input));
    const outputs = randomMessage(model, operation.output).map(succeed);
    await fc.assert(
      fc.asyncProperty(inputs, outputs, async (input, output) => {
        const trip = await client.call(operation.name, stream(operation, input), () =>
          stream(operation, output),
        );
        expect(trip).toMatchObject({ failures: [], thrown: undefined, called: operation.name });
        expect(findDifference(trip.received, fillDefaults(model, operation.input, input))).toBeUndefined();
        const expected = expectOutput(model, operation, output);
        expect(findDifference(trip.returned, expected)).toBeUndefined();
      }),
      options,
    );
  });

  test("the error Refused", async () => {
    await fc.assert(
      fc.asyncProperty(randomMessage(model, "fuzz#Refused"), async (members) => {
        const { failures, thrown } = await client.call("Ping", {}, () => {
          throw stub.createError("Refused", members);
        });
        deepStrictEqual(failures, []);
        ok(thrown instanceof (exports.Refused as new () => Error));
        expect(thrown).toMatchObject({ ...members, name: "Refused", code: "Refused", status: 409 });
      }),
      options,
    );
  });
});

test("no random response crashes the light client, hangs, or leads to an error that isn't documented", async () => {
  const { FUZZ_SEED } = process.env;
  const seed = FUZZ_SEED === undefined ? makeSeed() : Number(FUZZ_SEED);
  const { findings } = await fuzzResponses({ responses: isLong ? 1000 : 50, seed }, () => {});
  deepStrictEqual(findings, [], `FUZZ_SEED=${seed} repeats this`);
});

/** Whether an input can arrive. */
function canArrive({ name, input: id }: Operation, input: Message, transport: TransportName): boolean {
  // An absent structure as payload is sent as an empty one, which lacks its required member.
  const isComplete = name !== "PutRequired" || input.content !== undefined;
  const labels = model.getMembers(id).filter(([, member]) => hasTrait(member, "httpLabel"));
  const segments = labels.flatMap(([label]) => String(input[label]).split("/"));
  return isComplete && (transport === "node:http" || !segments.some((segment) => /^\.\.?$/.test(segment)));
}

function stream({ name }: Operation, message: Message): Message {
  return name === "PutStream" ? { ...message, content: streamOnce(message.content as Uint8Array) } : message;
}
