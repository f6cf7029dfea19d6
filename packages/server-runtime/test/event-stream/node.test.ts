import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { FrameReader } from "../../src/event-stream/read-frames.ts";
import type { Call, HandlerOptions } from "../../src/index.ts";
import { TestServer } from "../test-server.ts";
import { createWordHandler, encodeWord, type Word, type WordService } from "./event-service.ts";

function start(service: WordService, options?: HandlerOptions): Promise<TestServer> {
  return TestServer.start(createWordHandler(service, options));
}

/** Sends the headers of a request. Its body is open. */
function open(server: TestServer, path: string): ClientRequest {
  const headers = path === "/tell" ? {} : { "content-type": "application/vnd.amazon.eventstream" };
  const outgoing = request({ host: "127.0.0.1", port: server.port, method: "POST", path, headers });
  outgoing.on("error", () => {});
  outgoing.flushHeaders();
  return outgoing;
}

async function responseOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(outgoing, "response");
  if (response === undefined) throw new Error("no response");
  return response;
}

/** Returns a function that reads the text of the next event; `undefined` at the end. */
function textReader(response: IncomingMessage): () => Promise<string | undefined> {
  const reader = new FrameReader(response[Symbol.asyncIterator](), 1_000_000);
  return async () => {
    const frame = await reader.next();
    return frame === undefined ? undefined : JSON.parse(String(Buffer.from(frame.payload))).text;
  };
}

test("the response's headers are sent before the first event, and each event at once", async () => {
  const steps = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* tell(): AsyncGenerator<Word> {
    for (const [index, { promise }] of steps.entries()) {
      await promise;
      yield { text: String(index) };
    }
  }
  await using server = await start({ tell });
  const outgoing = open(server, "/tell").end();
  const response = await responseOf(outgoing);
  expect(response.headers["content-type"]).toBe("application/vnd.amazon.eventstream");
  const read = textReader(response);
  for (const [index, { resolve }] of steps.entries()) {
    resolve();
    expect(await read()).toBe(String(index));
  }
  expect(await read()).toBeUndefined();
});

test("a client and an implementation talk in turns over HTTP/1.1", async () => {
  async function* talk(words: AsyncIterable<Word>): AsyncGenerator<Word> {
    for await (const { text } of words) {
      yield { text: `${text}!` };
    }
  }
  await using server = await start({ talk });
  const outgoing = open(server, "/talk");
  const read = textReader(await responseOf(outgoing));
  for (const text of ["one", "two", "three"]) {
    outgoing.write(encodeWord(text));
    expect(await read()).toBe(`${text}!`);
  }
  outgoing.end();
  expect(await read()).toBeUndefined();
});

test("a client that disconnects aborts the signal, and ends the iterators", async () => {
  const onError = vi.fn();
  const aborted = vi.fn();
  const ended = vi.fn();
  async function* talk(words: AsyncIterable<Word>, { signal }: Call<undefined>): AsyncGenerator<Word> {
    signal.addEventListener("abort", aborted);
    try {
      yield* words;
    } finally {
      ended();
    }
  }
  await using server = await start({ talk }, { onError });
  const outgoing = open(server, "/talk");
  const read = textReader(await responseOf(outgoing));
  outgoing.write(encodeWord("one"));
  expect(await read()).toBe("one");
  outgoing.destroy();
  await expect.poll(() => aborted).toHaveBeenCalledOnce();
  await expect.poll(() => ended).toHaveBeenCalledOnce();
  expect(onError).not.toHaveBeenCalled();
});

test("a client that doesn't read stops the implementation after some events", async () => {
  let yielded = 0;
  async function* tell(): AsyncGenerator<Word> {
    for (;;) {
      yielded++;
      yield { text: "x".repeat(100_000) };
    }
  }
  await using server = await start({ tell });
  const outgoing = open(server, "/tell").end();
  await responseOf(outgoing);
  let before = -1;
  while (yielded > before) {
    before = yielded;
    await wait(200);
  }
  expect(yielded).toBeGreaterThan(0);
  outgoing.destroy();
});

test("an implementation that reads only the first event answers, and the rest is dropped", async () => {
  async function listen(words: AsyncIterable<Word>): Promise<string> {
    for await (const { text } of words) {
      return text;
    }
    return "";
  }
  await using server = await start({ listen });
  const outgoing = open(server, "/listen");
  outgoing.write(encodeWord("first"));
  const response = await responseOf(outgoing);
  outgoing.end(encodeWord("second"));
  expect(response.statusCode).toBe(200);
  expect(String(Buffer.concat(await response.toArray()))).toBe("first");
});
