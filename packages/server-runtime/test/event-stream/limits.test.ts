import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { Call, HandlerOptions, HttpRequest } from "../../src/index.ts";
import { streamPieces } from "../streams.ts";
import { createWordHandler, encodeWord, type Word } from "./event-service.ts";
import {
  exceptionFrame,
  framesOf,
  readFrames,
  readMessage,
  send,
  toArray,
  wordFrame,
} from "./handle-words.ts";

/** Sends the events, and then neither more nor an end. */
async function* stall(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    yield encodeWord(text);
  }
  await new Promise(() => {});
}

async function count(words: AsyncIterable<Word>): Promise<string> {
  return String((await toArray(words)).length);
}

const timedOut = exceptionFrame("RequestTimeoutException", "The body took too long to arrive.");
const tooLong = exceptionFrame("ServiceUnavailableException", "The operation took too long.");

describe("idleTimeoutMs", () => {
  const options: HandlerOptions = { eventStreams: { idleTimeoutMs: 250 } };

  test("ends a request whose client sends no event", async () => {
    const response = await send("listen", { listen: count }, { body: stall("a") }, options);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([
      408,
      "RequestTimeoutException",
    ]);
  });

  test("counts pieces of an event as nothing", async () => {
    async function* drip(): AsyncGenerator<Uint8Array> {
      for (const byte of encodeWord("a ".repeat(500))) {
        await wait(2);
        yield Uint8Array.of(byte);
      }
    }
    const response = await send("listen", { listen: count }, { body: drip() }, options);
    expect(response.status).toBe(408);
  });

  test("ends the response with an exception if it has started", async () => {
    const onError = vi.fn();
    async function* talk(words: AsyncIterable<Word>): AsyncGenerator<Word> {
      yield* words;
    }
    const response = await send("talk", { talk }, { body: stall("a") }, { ...options, onError });
    expect(await readFrames(response)).toEqual([wordFrame("a"), timedOut]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("doesn't count the time of the implementation", async () => {
    async function listen(words: AsyncIterable<Word>): Promise<string> {
      for await (const _ of words) {
        await wait(300);
      }
      return "slow";
    }
    const body = streamPieces(encodeWord("a"), encodeWord("b"));
    const response = await send("listen", { listen }, { body }, options);
    expect(await response.text()).toBe("slow");
  });
});

describe("operationTimeoutMs", () => {
  const options: HandlerOptions = { operationTimeoutMs: 500 };

  test("doesn't count the time of the client", async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      for (const text of ["a", "b", "c", "d"]) {
        await wait(200);
        yield encodeWord(text);
      }
    }
    const response = await send("listen", { listen: count }, { body: body() }, options);
    expect([response.status, await response.text()]).toEqual([200, "4"]);
  });

  test("ends an implementation that takes too long between two events", async () => {
    let signal: AbortSignal | undefined;
    async function listen(words: AsyncIterable<Word>, call: Call<undefined>): Promise<string> {
      signal = call.signal;
      for await (const _ of words) {
        await new Promise(() => {});
      }
      return "";
    }
    const response = await send("listen", { listen }, { body: stall("a") }, options);
    expect([response.status, signal?.aborted]).toEqual([503, true]);
  });

  test("ends an implementation that doesn't return its stream", async () => {
    const late = Promise.withResolvers<AsyncIterable<Word>>();
    const ended = vi.fn();
    const response = await send("tell", { tell: () => late.promise }, {}, options);
    expect(response.status).toBe(503);
    late.resolve({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: ended.mockResolvedValue(undefined),
      }),
    });
    await expect.poll(() => ended).toHaveBeenCalledOnce();
  });

  test("doesn't limit the time between the events of the output", async () => {
    async function* tell(): AsyncGenerator<Word> {
      await wait(600);
      yield { text: "late" };
    }
    const response = await send("tell", { tell }, {}, options);
    expect(await readFrames(response)).toEqual([wordFrame("late")]);
  });
});

describe("totalTimeoutMs", () => {
  const options: HandlerOptions = { eventStreams: { totalTimeoutMs: 300 } };

  test("ends a request that receives events all the time", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        await wait(5);
        yield encodeWord("more");
      }
    }
    const response = await send("listen", { listen: count }, { body: endless() }, options);
    expect(response.status).toBe(503);
  });

  test("ends a response with an exception, aborts the signal, and ends the iterator", async () => {
    let signal: AbortSignal | undefined;
    const ended = vi.fn();
    async function* tell(call: Call<undefined>): AsyncGenerator<Word> {
      signal = call.signal;
      try {
        yield { text: "one" };
        await wait(60_000, undefined, { signal });
      } finally {
        ended();
      }
    }
    const response = await send("tell", { tell }, {}, options);
    expect(await readFrames(response)).toEqual([wordFrame("one"), tooLong]);
    expect(signal?.aborted).toBe(true);
    await expect.poll(() => ended).toHaveBeenCalledOnce();
  });
});

describe("the number of bytes", () => {
  test("of an event is limited", async () => {
    const body = streamPieces(encodeWord("a"), encodeWord("b".repeat(500)));
    const response = await send(
      "listen",
      { listen: count },
      { body },
      { eventStreams: { maxEventBytes: 400 } },
    );
    expect(response.status).toBe(413);
    expect(await readMessage(response)).toBe("The event stream has an event that is larger than 400 bytes.");
  });

  test("of all events together is limited", async () => {
    const body = streamPieces(...Array(10).fill(encodeWord("a".repeat(100))));
    const response = await send(
      "listen",
      { listen: count },
      { body },
      { eventStreams: { maxTotalBytes: 1_000 } },
    );
    expect(response.status).toBe(413);
  });
});

/** Makes a request of an address that asks for events. */
function makeTellRequest(address: string): HttpRequest {
  return {
    peer: { address },
    method: "POST",
    path: "/tell",
    query: "",
    signal: new AbortController().signal,
    header: () => undefined,
    headerNames: () => [],
    readBody: async () => new Uint8Array(),
    streamBody: () => streamPieces(),
  };
}

describe("the number of open streams", () => {
  /** Sends requests from addresses, and returns their statuses. None ends before all are sent. */
  async function openAll(addresses: string[], eventStreams: NonNullable<HandlerOptions["eventStreams"]>) {
    const handler = createWordHandler({ tell: () => stream() }, { eventStreams });
    async function* stream(): AsyncGenerator<Word> {
      yield { text: "a" };
    }
    const responses = await Promise.all(addresses.map((from) => handler(makeTellRequest(from))));
    const statuses = responses.map(({ status }) => status);
    for (const { body } of responses) {
      if (typeof body !== "string" && !(body instanceof Uint8Array)) {
        await toArray(body);
      }
    }
    const after = await handler(makeTellRequest(addresses[0] ?? ""));
    return { statuses, after: after.status };
  }

  test("is limited altogether, until one has been sent", async () => {
    expect(await openAll(["a", "b", "c"], { maxOpen: 2 })).toEqual({ statuses: [200, 200, 503], after: 200 });
  });

  test("is limited for an address, until one has been sent", async () => {
    const { statuses, after } = await openAll(["a", "a", "b"], { maxOpenPerAddress: 1 });
    expect({ statuses, after }).toEqual({ statuses: [200, 503, 200], after: 200 });
  });
});

test("a response that isn't read counts only until the request's time is over", async () => {
  async function* tell(): AsyncGenerator<Word> {
    yield { text: "a" };
  }
  const handler = createWordHandler({ tell }, { eventStreams: { maxOpen: 1, totalTimeoutMs: 50 } });
  const call = async () => (await handler(makeTellRequest("a"))).status;
  expect(await call()).toBe(200);
  await expect.poll(call).toBe(200);
});

test("a client that doesn't read lets the iterator end when the request's time is over", async () => {
  const ended = vi.fn();
  async function* tell(): AsyncGenerator<Word> {
    try {
      yield { text: "a" };
      yield { text: "b" };
    } finally {
      ended();
    }
  }
  const response = await send("tell", { tell }, {}, { eventStreams: { totalTimeoutMs: 100 } });
  const frames = framesOf(response);
  expect((await frames.next()).value).toEqual(wordFrame("a"));
  await expect.poll(() => ended).toHaveBeenCalledOnce();
  expect((await frames.next()).value).toEqual(tooLong);
  expect((await frames.next()).done).toBe(true);
  expect(ended).toHaveBeenCalledOnce();
});

test("a disconnected client aborts the signal, and its stream's error isn't reported", async () => {
  const onError = vi.fn();
  const client = new AbortController();
  const aborted = Promise.withResolvers<void>();
  async function* tell({ signal }: Call<undefined>): AsyncGenerator<Word> {
    signal.addEventListener("abort", () => aborted.resolve());
    yield { text: "one" };
    await wait(60_000, undefined, { signal });
  }
  const response = await send("tell", { tell }, { signal: client.signal }, { onError });
  const frames = framesOf(response);
  await frames.next();
  const next = frames.next();
  client.abort();
  await aborted.promise;
  await next;
  expect(onError).not.toHaveBeenCalled();
});

test.each([
  "maxEventBytes",
  "maxTotalBytes",
  "idleTimeoutMs",
  "totalTimeoutMs",
  "maxOpen",
  "maxOpenPerAddress",
])("the limit %s must be a whole number", (name) => {
  expect(() => createWordHandler({}, { eventStreams: { [name]: 0.5 } })).toThrow(
    `eventStreams.${name} must be`,
  );
});
