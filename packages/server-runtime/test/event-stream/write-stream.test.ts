import { describe, expect, test, vi } from "vitest";
import { ProtocolError } from "../../src/index.ts";
import { streamPieces } from "../streams.ts";
import { encodeWord, RefusedException, StoppedException, type Word } from "./event-service.ts";
import { exceptionFrame, framesOf, internalErrorFrame, readFrames, send, wordFrame } from "./handle-words.ts";

/** Yields a word, and then throws. */
async function* failWith(error: unknown): AsyncGenerator<Word> {
  yield { text: "first" };
  throw error;
}

describe("the client gets", () => {
  test("the events, and the headers of an event stream", async () => {
    const response = await send("tell", { tell: () => words("to", "be") });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/vnd.amazon.eventstream");
    expect(await readFrames(response)).toEqual([wordFrame("to"), wordFrame("be")]);
  });

  test("an empty body if there is no stream", async () => {
    const response = await send("tell", { tell: () => undefined as never });
    expect(response.headers.get("content-type")).toBe("application/vnd.amazon.eventstream");
    expect(await response.text()).toBe("");
  });

  test("the answers while it sends", async () => {
    const sent: string[] = [];
    async function* body(): AsyncGenerator<Uint8Array> {
      for (const text of ["one", "two"]) {
        sent.push(text);
        yield encodeWord(text);
      }
    }
    async function* talk(input: AsyncIterable<Word>): AsyncGenerator<Word> {
      for await (const { text } of input) {
        yield { text: `${text}!` };
      }
    }
    const response = await send("talk", { talk }, { body: body() });
    const frames = framesOf(response);
    expect((await frames.next()).value).toEqual(wordFrame("one!"));
    expect((await frames.next()).value).toEqual(wordFrame("two!"));
    expect((await frames.next()).done).toBe(true);
    expect(sent).toEqual(["one", "two"]);
  });
});

async function* words(...texts: string[]): AsyncGenerator<Word> {
  for (const text of texts) {
    yield { text };
  }
}

describe("an error of the iterator ends the stream:", () => {
  test("an error of the stream", async () => {
    const response = await send("tell", { tell: () => failWith(new StoppedException({ message: "Done." })) });
    expect(await readFrames(response)).toEqual([wordFrame("first"), exceptionFrame("stopped", "Done.")]);
  });

  test("an error of the operation that the stream doesn't have", async () => {
    const response = await send("tell", { tell: () => failWith(new RefusedException({ message: "No." })) });
    expect(await readFrames(response)).toEqual([
      wordFrame("first"),
      exceptionFrame("RefusedException", "No."),
    ]);
  });

  test("a protocol error", async () => {
    const error = new ProtocolError("AccessDenied", 403, "Not you.");
    const response = await send("tell", { tell: () => failWith(error) });
    expect(await readFrames(response)).toEqual([
      wordFrame("first"),
      exceptionFrame("AccessDenied", "Not you."),
    ]);
  });

  test("an error of the input's stream", async () => {
    async function* talk(input: AsyncIterable<Word>): AsyncGenerator<Word> {
      yield* input;
    }
    const response = await send("talk", { talk }, { body: streamPieces(encodeWord("a"), encodeWord(1)) });
    const message = "Expected a string at /words/word/text.";
    expect(await readFrames(response)).toEqual([
      wordFrame("a"),
      exceptionFrame("SerializationException", message),
    ]);
  });

  test.each<[string, unknown]>([
    ["an unexpected error", new Error("secret")],
    ["no error at all", "secret"],
    [
      "a modelled error that neither lists",
      new (class extends StoppedException {
        override readonly name = "UnlistedException";
      })({ message: "secret" }),
    ],
  ])("%s, which is reported and not sent", async (_name, error) => {
    const onError = vi.fn();
    const response = await send("tell", { tell: () => failWith(error) }, {}, { onError });
    expect(await readFrames(response)).toEqual([wordFrame("first"), internalErrorFrame]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.objectContaining({ operation: "Tell" }));
  });
});

test("an event that doesn't match the model ends the stream, and the iterator", async () => {
  const onError = vi.fn();
  const ended = vi.fn();
  async function* tell(): AsyncGenerator<Word> {
    try {
      yield { text: "good" };
      yield { text: 1 as never };
      yield { text: "never sent" };
    } finally {
      ended();
    }
  }
  const response = await send("tell", { tell }, {}, { onError });
  expect(await readFrames(response)).toEqual([wordFrame("good"), internalErrorFrame]);
  expect(ended).toHaveBeenCalledOnce();
  expect(onError).toHaveBeenCalledOnce();
});

test("an output without an iterator is an internal error", async () => {
  const onError = vi.fn();
  const response = await send("tell", { tell: () => [{ text: "a" }] as never }, {}, { onError });
  expect(response.status).toBe(500);
  expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(TypeError);
});

test("no event is asked for before the client reads", async () => {
  let asked = 0;
  async function* tell(): AsyncGenerator<Word> {
    for (;;) {
      asked++;
      yield { text: String(asked) };
    }
  }
  const response = await send("tell", { tell });
  expect(asked).toBe(0);
  const frames = framesOf(response);
  await frames.next();
  expect(asked).toBe(1);
  await frames.return(undefined);
});

test("a client that stops reading ends the iterator", async () => {
  const ended = vi.fn();
  async function* tell(): AsyncGenerator<Word> {
    try {
      for (;;) {
        yield { text: "more" };
      }
    } finally {
      ended();
    }
  }
  const { body } = await send("tell", { tell });
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => ended).toHaveBeenCalledOnce();
});

test("an error of an iterator that is ended early is reported", async () => {
  const onError = vi.fn();
  const error = new Error("can't stop");
  async function* tell(): AsyncGenerator<Word> {
    try {
      yield { text: "a" };
    } finally {
      await Promise.reject(error);
    }
  }
  const { body } = await send("tell", { tell }, {}, { onError });
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => onError.mock.calls[0]?.[0]).toBe(error);
});

test.each([
  ["application/vnd.amazon.eventstream", 200],
  ["application/*", 200],
  ["application/json", 406],
])("accept: %s is answered with %d", async (accept, status) => {
  expect((await send("tell", { tell: () => words("a") }, { accept })).status).toBe(status);
});

test("headers of the connection are not sent, and a wrong content-length is reported", async () => {
  async function* tell(): AsyncGenerator<Word> {
    yield { text: "a" };
  }
  const onError = vi.fn();
  const headers = { connection: "close", "transfer-encoding": "chunked", "content-length": "7" };
  const response = await send("tell", { tell, headers }, {}, { onError });
  expect(Object.keys(Object.fromEntries(response.headers))).toEqual([
    "content-length",
    "content-type",
    "x-amzn-requestid",
  ]);
  await expect(response.arrayBuffer()).rejects.toThrow();
  expect(onError.mock.calls).toEqual([[expect.any(TypeError), expect.anything()]]);
});
