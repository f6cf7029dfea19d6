import { deepStrictEqual, strictEqual } from "node:assert";
import fc from "fast-check";
import { describe, test } from "vitest";
import { openStub } from "../../src/every-feature-model/open-stub.ts";
import { hasTrait } from "../../src/every-feature-model/shapes.ts";
import { fillDefaults, randomMessage } from "../../src/fuzz/values/random-value.ts";
import { encodeRequest } from "../../src/fuzz/wire/encode-request.ts";
import { type Answer, sendDirect } from "../../src/fuzz/wire/send-direct.ts";
import { decodeResponse } from "./decode-response.ts";
import { runs } from "./fuzz-seed.ts";

const { shapes, createHandler, createRefused } = await openStub();

/** Overlapping paths take their labels apart; a map of parameters takes the other parameters too. */
const operations = shapes.operations.filter(({ name }) => !/Thing|Ping|Mixed/.test(name));

describe("an input arrives as it was sent", () => {
  test.each(operations)("$name", async (operation) => {
    await fc.assert(
      fc.asyncProperty(randomMessage(shapes, operation.input), async (input) => {
        let received: unknown;
        const errors: unknown[] = [];
        const handler = createHandler(
          async (name, value) => {
            strictEqual(name, operation.name);
            received = await collectStreams(value as Record<string, unknown>);
            throw createRefused({});
          },
          { onError: (error) => void errors.push(error) },
        );
        const answer = await sendDirect(handler, encodeRequest(shapes, operation, input));
        deepStrictEqual(errors, []);
        strictEqual(answer.status, 409, Buffer.from(answer.body).toString());
        deepStrictEqual(received, fillDefaults(shapes, operation.input, input));
      }),
      runs,
    );
  });
});

describe("an output arrives as it was returned", () => {
  test.each(operations)("$name", async (operation) => {
    const isStream = shapes
      .membersOf(operation.output)
      .some(([, it]) => hasTrait(shapes.find(it.target), "streaming"));
    await fc.assert(
      fc.asyncProperty(
        randomMessage(shapes, operation.input),
        randomMessage(shapes, operation.output),
        async (input, output) => {
          if (typeof output.status === "number") {
            output.status = 200 + (Math.abs(output.status) % 4);
          }
          const sent = isStream ? { ...output, content: streamOnce(output.content as Uint8Array) } : output;
          const answer = await answerWith(() => sent, input);
          const expected = fillDefaults(shapes, operation.output, output);
          if (operation.name === "GetLabels") {
            expected.status ??= operation.code;
          } else {
            strictEqual(answer.status, operation.code);
          }
          deepStrictEqual(decodeResponse(shapes, operation.output, answer), expected);
        },
      ),
      runs,
    );

    async function answerWith(act: () => unknown, input: Record<string, unknown>): Promise<Answer> {
      const errors: unknown[] = [];
      const handler = createHandler(act, { onError: (error) => void errors.push(error) });
      const answer = await sendDirect(handler, encodeRequest(shapes, operation, input));
      deepStrictEqual(errors, []);
      return answer;
    }
  });
});

test("an error arrives as it was thrown", async () => {
  await fc.assert(
    fc.asyncProperty(randomMessage(shapes, "fuzz#Refused"), async (members) => {
      const handler = createHandler(
        () => {
          throw createRefused(members);
        },
        { onError: (error) => deepStrictEqual(error, undefined) },
      );
      const ping = { method: "GET", path: "/", query: "", headers: [], body: new Uint8Array() };
      const answer = await sendDirect(handler, ping);
      strictEqual(answer.status, 409);
      strictEqual(answer.headers["x-amzn-errortype"], "Refused");
      deepStrictEqual(decodeResponse(shapes, "fuzz#Refused", answer), members);
    }),
    runs,
  );
});

async function collectStreams(value: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { content } = value;
  if (typeof content !== "object" || content === null || !(Symbol.asyncIterator in content)) {
    return value;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of content as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
  }
  return { ...value, content: new Uint8Array(Buffer.concat(pieces)) };
}

async function* streamOnce(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
