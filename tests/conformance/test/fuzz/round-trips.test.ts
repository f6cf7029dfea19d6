import { deepStrictEqual, strictEqual } from "node:assert";
import fc from "fast-check";
import { describe, test } from "vitest";
import { fillDefaults, randomMessage } from "../../src/fuzz/values/random-value.ts";
import { encodeRequest } from "../../src/fuzz/wire/encode-request.ts";
import { sendDirect } from "../../src/fuzz/wire/send-direct.ts";
import type { Answer } from "../../src/http/requests.ts";
import { hasTrait } from "../../src/model/model.ts";
import { openEveryFeatureStub } from "../../src/run/load-stub.ts";
import { readStreams, streamOnce } from "../../src/values/streams.ts";
import { decodeResponse } from "./decode-response.ts";
import { propertyOptions } from "./property-options.ts";

const { model, createHandler, createError } = await openEveryFeatureStub();

/** Excludes overlapping paths, and maps of parameters that also receive the parameters of other members. */
const operations = model.operations.filter(({ name }) => !/Thing|Ping|Mixed/.test(name));

describe("an input arrives unchanged", () => {
  test.each(operations)("$name", async (operation) => {
    await fc.assert(
      fc.asyncProperty(randomMessage(model, operation.input), async (input) => {
        let received: unknown;
        const errors: unknown[] = [];
        const handler = createHandler(
          async (name, value) => {
            strictEqual(name, operation.name);
            received = await readStreams(value as object);
            throw createError("Refused", {});
          },
          { onError: (error) => void errors.push(error) },
        );
        const answer = await sendDirect(handler, encodeRequest(model, operation, input));
        deepStrictEqual(errors, []);
        strictEqual(answer.status, 409, Buffer.from(answer.body).toString());
        deepStrictEqual(received, fillDefaults(model, operation.input, input));
      }),
      propertyOptions,
    );
  });
});

describe("an output arrives unchanged", () => {
  test.each(operations)("$name", async (operation) => {
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
          const answer = await answerWith(() => sent, input);
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

    async function answerWith(
      implementation: () => unknown,
      input: Record<string, unknown>,
    ): Promise<Answer> {
      const errors: unknown[] = [];
      const handler = createHandler(implementation, { onError: (error) => void errors.push(error) });
      const answer = await sendDirect(handler, encodeRequest(model, operation, input));
      deepStrictEqual(errors, []);
      return answer;
    }
  });
});

test("an error arrives unchanged", async () => {
  await fc.assert(
    fc.asyncProperty(randomMessage(model, "fuzz#Refused"), async (members) => {
      const handler = createHandler(
        () => {
          throw createError("Refused", members);
        },
        { onError: (error) => deepStrictEqual(error, undefined) },
      );
      const ping = { method: "GET", path: "/", query: "", headers: [], body: new Uint8Array() };
      const answer = await sendDirect(handler, ping);
      strictEqual(answer.status, 409);
      strictEqual(answer.headers["x-amzn-errortype"], "Refused");
      deepStrictEqual(decodeResponse(model, "fuzz#Refused", answer), members);
    }),
    propertyOptions,
  );
});
