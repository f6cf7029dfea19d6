import { deepStrictEqual, strictEqual } from "node:assert";
import fc from "fast-check";
import { describe, test } from "vitest";
import { fillDefaults, randomMessage } from "../../src/fuzz/values/random-value.ts";
import { encodeRequest } from "../../src/fuzz/wire/encode-request.ts";
import { sendDirect } from "../../src/fuzz/wire/send-direct.ts";
import type { Answer } from "../../src/http/requests.ts";
import { getTrait, hasTrait, type Operation } from "../../src/model/model.ts";
import {
  type Implementation,
  openEksApiStub,
  openEveryFeatureStub,
  type Stub,
} from "../../src/run/load-stub.ts";
import { readStreams, streamOnce } from "../../src/values/streams.ts";
import { decodeResponse } from "./decode-response.ts";
import { propertyOptions } from "./property-options.ts";

/** A stub under test. */
interface Subject {
  readonly name: string;
  readonly stub: Stub;
  /** An error of all operations, which ends an operation whose input is checked. */
  readonly end: string;
  /** The operations that throw an error whose members are checked. */
  readonly throwing: RegExp;
}

const subjects: readonly Subject[] = [
  {
    name: "every feature",
    stub: await openEveryFeatureStub(),
    end: "Refused",
    throwing: /^Ping$/,
  },
  {
    name: "the EKS API",
    stub: await openEksApiStub(),
    end: "ThrottlingException",
    throwing: /^(CreatePodIdentityAssociation|ListClusters|TagResource)$/,
  },
];

describe.each(subjects)("$name", ({ stub, end, throwing }) => {
  const { model, createError } = stub;
  /** Excludes overlapping paths, and maps of parameters that also receive the parameters of other members. */
  const operations = model.operations.filter(({ name }) => !/Thing|Ping|Mixed/.test(name));
  const errors = model.operations
    .filter(({ name }) => throwing.test(name))
    .flatMap((operation) =>
      model
        .errorsOf(operation)
        .map((id) => ({ operation, id, error: model.getName(id), name: operation.name })),
    )
    // The stub throws it itself.
    .filter(({ error }) => error !== "ValidationException");

  /** Sends an input to an implementation that must not fail unexpectedly. */
  async function call(operation: Operation, input: object, implementation: Implementation): Promise<Answer> {
    const unexpected: unknown[] = [];
    const handler = stub.createHandler(implementation, { onError: (error) => void unexpected.push(error) });
    const answer = await sendDirect(handler, encodeRequest(model, operation, { ...input }));
    deepStrictEqual(unexpected, []);
    return answer;
  }

  test.each(operations)("an input of $name arrives unchanged", async (operation) => {
    await fc.assert(
      fc.asyncProperty(randomMessage(model, operation.input), async (input) => {
        let received: unknown;
        const answer = await call(operation, input, async (name, value) => {
          strictEqual(name, operation.name);
          received = await readStreams(value as object);
          throw createError(end, {});
        });
        strictEqual(answer.headers["x-amzn-errortype"], end, Buffer.from(answer.body).toString());
        deepStrictEqual(received, fillDefaults(model, operation.input, input));
      }),
      propertyOptions,
    );
  });

  test.each(operations)("an output of $name arrives unchanged", async (operation) => {
    const isStream = model
      .getMembers(operation.output)
      .some(([, it]) => hasTrait(model.getShape(it.target), "streaming"));
    await fc.assert(
      fc.asyncProperty(
        randomMessage(model, operation.input),
        randomMessage(model, operation.output),
        async (input, output) => {
          if (typeof output.status === "number") {
            output.status = 200 + (Math.abs(output.status) % 4);
          }
          const sent = isStream ? { ...output, content: streamOnce(output.content as Uint8Array) } : output;
          const answer = await call(operation, input, () => sent);
          const expected = fillDefaults(model, operation.output, output);
          if (operation.name === "GetLabels") {
            expected.status ??= operation.code;
          } else {
            strictEqual(answer.status, operation.code);
          }
          deepStrictEqual(decodeResponse(model, operation.output, answer), expected);
        },
      ),
      propertyOptions,
    );
  });

  test.each(errors)("the error $error of $name arrives unchanged", async ({ operation, id, error }) => {
    await fc.assert(
      fc.asyncProperty(
        randomMessage(model, operation.input),
        randomMessage(model, id),
        async (input, members) => {
          const answer = await call(operation, input, () => {
            throw createError(error, members);
          });
          strictEqual(answer.status, getTrait(model.getShape(id), "httpError"));
          strictEqual(answer.headers["x-amzn-errortype"], error);
          deepStrictEqual(decodeResponse(model, id, answer), members);
        },
      ),
      propertyOptions,
    );
  });
});
