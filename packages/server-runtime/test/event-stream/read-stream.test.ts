import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { EventStreamErrorException } from "../../src/event-stream/errors.ts";
import { encodeFrame } from "../../src/event-stream/frame.ts";
import { streamPieces } from "../streams.ts";
import { encodeHeaders, encodeWord, RefusedException, StoppedException, type Word } from "./event-service.ts";
import { readMessage, send } from "./handle-words.ts";

/** Joins the words. */
async function join(words: AsyncIterable<Word>): Promise<string> {
  const texts: string[] = [];
  for await (const { text } of words) {
    texts.push(text);
  }
  return texts.join(" ");
}

async function listen(...frames: Uint8Array[]): Promise<string> {
  const response = await send("listen", { listen: join }, { body: streamPieces(...frames) });
  const name = response.headers.get("x-amzn-errortype");
  return name === null ? response.text() : `${response.status} ${name}: ${await readMessage(response)}`;
}

const event = (type: string) => ({ ":message-type": "event", ":event-type": type });
const json = { ":content-type": "application/json" };

/** Wraps a frame like an AWS client that signs events. */
function sign(payload: Uint8Array): Uint8Array {
  const headers = {
    ":date": { type: "timestamp" as const, value: new Date() },
    ":chunk-signature": { type: "binary" as const, value: new Uint8Array(32) },
  };
  return encodeFrame({ headers, payload });
}

describe("the implementation gets", () => {
  test("the events in their order", async () => {
    expect(await listen(encodeWord("to"), encodeWord("be"))).toBe("to be");
  });

  test("no event of an empty body", async () => {
    expect(await listen()).toBe("");
  });

  test("the events in signed envelopes, until the empty one", async () => {
    const [one, two] = [encodeWord("one"), encodeWord("two")];
    expect(await listen(sign(one), sign(two), sign(new Uint8Array()))).toBe("one two");
  });

  test("no initial-request, which clients of other protocols send first", async () => {
    const initial = encodeHeaders({ ...event("initial-request"), ...json }, "{}");
    expect(await listen(initial, encodeWord("first"))).toBe("first");
    expect(await listen(encodeWord("first"), initial)).toMatch(/^400 SerializationException/);
  });

  test("an event whose payload has no content type", async () => {
    expect(await listen(encodeHeaders(event("word"), '{"text":"bare"}'))).toBe("bare");
  });
});

const undecodable = "400 SerializationException: The event stream has a frame that can't be decoded";

test.each<[string, Uint8Array, string]>([
  ["bytes that are no frame", Buffer.alloc(20, 1), "413 RequestEntityTooLargeException"],
  [
    "a frame with a wrong checksum",
    Buffer.concat([encodeWord("a").subarray(0, -1), Uint8Array.of(0)]),
    undecodable,
  ],
  ["an envelope with something else", sign(Buffer.from("no frame at all, just text")), undecodable],
  ["no :message-type", encodeHeaders({ ":event-type": "word" }), undecodable],
  ["no :event-type", encodeHeaders({ ":message-type": "event" }), undecodable],
  ["an unknown :message-type", encodeHeaders({ ":message-type": "rumour" }), undecodable],
  [
    "an unknown event",
    encodeHeaders(event("wurd")),
    "400 SerializationException: Expected an event that the stream has at /words.",
  ],
  ["an inherited name", encodeHeaders(event("constructor")), "400 SerializationException"],
  [
    "another content type",
    encodeHeaders({ ...event("word"), ":content-type": "text/plain" }, "a"),
    "400 SerializationException: The event at /words/word must have the content type application/json.",
  ],
  [
    "broken JSON",
    encodeHeaders({ ...event("word"), ...json }, "{"),
    "400 SerializationException: The event at /words/word is not valid JSON.",
  ],
  [
    "JSON that isn't an object",
    encodeHeaders({ ...event("word"), ...json }, "[]"),
    "400 SerializationException",
  ],
  [
    "a value of another type",
    encodeWord(1),
    "400 SerializationException: Expected a string at /words/word/text.",
  ],
  [
    "a broken constraint",
    encodeWord(undefined),
    "400 ValidationException: 1 validation error detected. text is missing",
  ],
  [
    "a modelled error",
    encodeHeaders({ ":message-type": "exception", ":exception-type": "stopped" }),
    "400 EventStreamErrorException: The client ended its event stream with an error.",
  ],
  [
    "an unknown exception",
    encodeHeaders({ ":message-type": "exception", ":exception-type": "strange" }),
    "400 EventStreamErrorException",
  ],
  [
    "an error",
    encodeHeaders({ ":message-type": "error", ":error-code": "internal", ":error-message": "secret" }),
    "400 EventStreamErrorException: The client ended its event stream with an error.",
  ],
])("a body with %s is answered with an error", async (_name, frame, expected) => {
  expect(await listen(encodeWord("good"), frame, encodeWord("never read"))).toContain(expected);
});

test("a body that ends within an event is answered with an error", async () => {
  const half = encodeWord("a").subarray(0, 20);
  expect(await listen(encodeWord("good"), half)).toBe(`${undecodable}: the body ends within it.`);
});

test("the implementation can catch the errors of a stream", async () => {
  const caught = vi.fn();
  async function listen(words: AsyncIterable<Word>): Promise<string> {
    await join(words).catch(caught);
    return "caught";
  }
  const stop = encodeHeaders({ ":message-type": "exception", ":exception-type": "stopped" });
  const fail = encodeHeaders({ ":message-type": "error", ":error-code": "code", ":error-message": "why" });
  for (const frame of [stop, fail]) {
    const response = await send("listen", { listen }, { body: streamPieces(frame) });
    expect(await response.text()).toBe("caught");
  }
  expect(caught.mock.calls[0]?.[0]).toBeInstanceOf(StoppedException);
  expect(caught.mock.calls[1]?.[0]).toBeInstanceOf(EventStreamErrorException);
  expect(caught.mock.calls[1]?.[0]).toMatchObject({ clientCode: "code", clientMessage: "why" });
});

test("an error that the implementation throws itself isn't taken for the client's", async () => {
  const onError = vi.fn();
  const error = new StoppedException({ message: "not listed" });
  const failing = async (): Promise<string> => Promise.reject(error);
  const unlisted = await send("listen", { listen: failing }, { body: streamPieces() }, { onError });
  expect(unlisted.status).toBe(500);
  expect(onError.mock.calls[0]?.[0]).toBe(error);

  const refusing = async (): Promise<string> => Promise.reject(new RefusedException({ message: "No." }));
  const listed = await send("listen", { listen: refusing }, { body: streamPieces() });
  expect([listed.status, await listed.json()]).toEqual([403, { message: "No." }]);
});

test("another content type is rejected", async () => {
  const contentType = "application/json";
  const response = await send("listen", { listen: join }, { contentType, body: streamPieces() });
  expect(response.status).toBe(415);
});

test("a request without a body has an empty stream, and needs no content type", async () => {
  const response = await send("listen", { listen: join }, { contentType: "" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

test("a stream can be read only once, also after its end", async () => {
  async function listen(words: AsyncIterable<Word>): Promise<string> {
    const iterator = words[Symbol.asyncIterator]();
    while (!(await iterator.next()).done);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(() => words[Symbol.asyncIterator]()).toThrow(TypeError);
    return "once";
  }
  const response = await send("listen", { listen }, { body: streamPieces(encodeWord("a")) });
  expect(await response.text()).toBe("once");
});

test("events can be asked for before the last one has arrived", async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const text of ["one", "two", "three"]) {
      const bytes = encodeWord(text);
      yield bytes.subarray(0, 20);
      await wait(5);
      yield bytes.subarray(20);
    }
  }
  async function listen(words: AsyncIterable<Word>): Promise<string> {
    const iterator = words[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    return results.map(({ done, value }) => (done ? "end" : value.text)).join(" ");
  }
  const response = await send("listen", { listen }, { body: pieces() });
  expect(await response.text()).toBe("one two three end end");
});

test("nothing is read before the implementation asks for it", async () => {
  let sent = 0;
  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent++;
      yield encodeWord(String(sent));
    }
  }
  async function listen(words: AsyncIterable<Word>): Promise<string> {
    const before = sent;
    for await (const { text } of words) {
      return `${before} ${text} ${sent}`;
    }
    return "";
  }
  const response = await send("listen", { listen }, { body: body() });
  // The stream of the platform can be ahead by a piece.
  expect(await response.text()).toMatch(/^[01] 1 [12]$/);
});

test("hostile frames are answered, whatever their headers and payloads are", async () => {
  const header = fc.oneof(fc.string(), fc.constantFrom("word", "event", "exception", "error", "stopped"));
  const names = fc.constantFrom(
    ":message-type",
    ":event-type",
    ":exception-type",
    ":content-type",
    "__proto__",
    "text",
  );
  const frame = fc
    .tuple(fc.dictionary(names, header), fc.string())
    .map(([headers, payload]) => encodeHeaders(headers, payload));
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 3 }), async (frames) => {
      const onError = vi.fn();
      const response = await send("listen", { listen: join }, { body: streamPieces(...frames) }, { onError });
      expect([200, 400]).toContain(response.status);
      expect(onError).not.toHaveBeenCalled();
    }),
  );
});
