import { join } from "node:path";
import type { Handler } from "@eks-auth/server-runtime";
import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventStreamModel } from "../../event-stream-model.ts";
import { type WrittenFiles, writeStub } from "../write-stub.ts";

type Frame = ReturnType<EventStreamCodec["decode"]>;

let stub: WrittenFiles;
let handle: (request: Request) => Promise<Response>;
/** What the implementation received, or the error that its iterator threw. */
let received: unknown[];
/** What it yields: events, and at last an error. */
let yielded: unknown[];
let errors: Record<"Stopped" | "Plain" | "Bare", new (members?: object) => Error>;

beforeAll(async () => {
  stub = await writeStub(eventStreamModel);
  const { createThingsHandler, ...exported } = await import(join(stub.directory, "index.ts"));
  errors = exported;
  const handler: Handler = createThingsHandler(
    {
      async listen({ id, words }: { id: string; words: AsyncIterable<unknown> }) {
        received.push(id);
        await receive(words);
        return { count: received.length };
      },
      tell: () => ({ language: "en", words: send() }),
      talk: ({ words }: { words: AsyncIterable<unknown> }) => ({ answers: answer(words) }),
    },
    { onError: (error: unknown) => received.push(error) },
  );
  handle = createFetchHandler(handler);
});
beforeEach(() => {
  [received, yielded] = [[], []];
});
afterAll(() => stub[Symbol.asyncDispose]());

async function receive(words: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const word of words) {
      received.push(word);
    }
  } catch (error) {
    received.push(error);
    throw error;
  }
}

async function* send(): AsyncGenerator<unknown> {
  for (const event of yielded) {
    if (event instanceof Error) {
      throw event;
    }
    yield event;
  }
}

async function* answer(words: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  await receive(words);
  yield* send();
}

const codec = new EventStreamCodec(toUtf8, fromUtf8);

function encode(headers: Frame["headers"], payload = ""): Uint8Array {
  return codec.encode({ headers, body: fromUtf8(payload) });
}

function decode(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  for (let start = 0; start < bytes.length; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + start).getUint32(0);
    frames.push(codec.decode(bytes.slice(start, start + length)));
    start += length;
  }
  return frames;
}

const text = (value: string) => ({ type: "string", value }) as const;
const event = (type: string, contentType?: string): Frame["headers"] => ({
  ":message-type": text("event"),
  ":event-type": text(type),
  ...(contentType === undefined ? {} : { ":content-type": text(contentType) }),
});
const json = "application/json";

function post(path: string, body: Uint8Array | string, contentType: string): Promise<Response> {
  const headers = { "content-type": contentType };
  return handle(new Request(`http://localhost${path}`, { method: "POST", headers, body: body as string }));
}

function listen(...frames: Uint8Array[]): Promise<Response> {
  return post("/listen/x", Buffer.concat(frames), "application/vnd.amazon.eventstream");
}

async function tell(...events: unknown[]): Promise<Frame[]> {
  yielded = events;
  const response = await post("/tell", '{"topic":"weather"}', json);
  expect(response.headers.get("x-language")).toBe("en");
  return decode(new Uint8Array(await response.arrayBuffer()));
}

/** Events with their headers, beyond those of the protocol, and their payload. */
const events: [name: string, event: object, headers: Frame["headers"], payload: string][] = [
  [
    "headers of all types",
    {
      headers: {
        boolean: false,
        byte: -1,
        short: 256,
        integer: 65_536,
        blob: Uint8Array.of(1, 2),
        string: "ß",
        mood: "GOOD",
        timestamp: new Date(1_500),
      },
    },
    {
      ...event("headers"),
      boolean: { type: "boolean", value: false },
      byte: { type: "byte", value: -1 },
      short: { type: "short", value: 256 },
      integer: { type: "integer", value: 65_536 },
      blob: { type: "binary", value: Uint8Array.of(1, 2) },
      string: text("ß"),
      mood: text("GOOD"),
      timestamp: { type: "timestamp", value: new Date(1_500) },
    },
    "",
  ],
  ["a blob", { blob: { bytes: fromUtf8("raw") } }, event("blob", "application/octet-stream"), "raw"],
  ["a text", { text: { text: "täxt" } }, event("text", "text/plain"), "täxt"],
  [
    "a header and a structure",
    { place: { id: "7", place: { street: "Main", number: 9_007_199_254_740_993n } } },
    { ...event("place", json), id: text("7") },
    '{"street":"Main","number":9007199254740993}',
  ],
  ["a union", { choice: { choice: { left: "l" } } }, event("choice", json), '{"left":"l"}'],
  [
    "a document",
    { said: { text: "hi", when: new Date(2_500) } },
    event("said", json),
    '{"text":"hi","when":2.5}',
  ],
  [
    "a header and a document",
    { note: { author: "me", note: "n", count: 1n } },
    { ...event("note", json), author: text("me") },
    '{"n":"n","count":1}',
  ],
  ["no members", { end: {} }, event("end", json), "{}"],
];

describe.each(events)("an event with %s", (_name, value, headers, payload) => {
  test("is read", async () => {
    const response = await listen(encode(headers, payload));
    expect(received).toEqual(["x", value]);
    expect(await response.json()).toEqual({ count: 2 });
  });

  test("is written", async () => {
    const [frame, ...rest] = await tell(value);
    expect(rest).toEqual([]);
    expect(frame?.headers).toEqual(headers);
    expect(toUtf8(frame?.body ?? "")).toBe(payload);
  });
});

test("an absent payload has no content type", async () => {
  const [frame] = await tell({ text: {} });
  expect(frame).toEqual({ headers: event("text"), body: new Uint8Array() });
  await listen(encode(event("text")));
  expect(received).toEqual(["x", { text: {} }]);
});

test.each<[string, Frame["headers"], string, string]>([
  ["a long text", event("said", json), `{"text":"${"a".repeat(21)}"}`, "/words/said/text"],
  ["a required member that is absent", event("said", json), "{}", "/words/said/text"],
  ["a required header that is absent", event("place", json), "{}", "/words/place/id"],
  [
    "a value that the enum doesn't have",
    { ...event("headers"), mood: text("UGLY") },
    "",
    "/words/headers/mood",
  ],
])("%s is rejected with the error for broken constraints", async (_name, headers, payload, path) => {
  const response = await listen(encode(headers, payload));
  expect(response.headers.get("x-amzn-errortype")).toBe("ValidationException");
  expect(((await response.json()) as { message: string }).message).toContain(`at '${path}' failed`);
});

describe("an error of the stream", () => {
  const exception = (type: string): Frame["headers"] => ({
    ":message-type": text("exception"),
    ":exception-type": text(type),
    ":content-type": text(json),
  });

  test("from the client is thrown by the iterator", async () => {
    await listen(encode({ ...exception("stopped"), reason: text("late") }, '{"message":"Stop."}'));
    expect(received[1]).toBeInstanceOf(errors.Stopped);
    expect(received[1]).toMatchObject({ members: { message: "Stop.", reason: "late" } });
    await listen(encode(exception("plain")));
    expect(received[3]).toBeInstanceOf(errors.Plain);
  });

  test("from the client needs its required members", async () => {
    const response = await listen(encode(exception("stopped")));
    expect(await response.json()).toEqual({ message: "Expected a value at /words/stopped/reason." });
  });

  test("from the implementation's iterator ends the response", async () => {
    const frames = await tell({ end: {} }, new errors.Stopped({ message: "Stop.", reason: "late" }), {
      end: {},
    });
    expect(frames.length).toBe(2);
    expect(frames[1]?.headers).toEqual({ ...exception("stopped"), reason: text("late") });
    expect(toUtf8(frames[1]?.body ?? "")).toBe('{"message":"Stop."}');
  });
});

test("an error whose only member is a required message can be thrown without it", async () => {
  const [frame] = await tell(new errors.Bare());
  expect(frame?.headers).toMatchObject({ ":exception-type": text("bare") });
  expect(toUtf8(frame?.body ?? "")).toBe("{}");
});

test.each([
  ["without a member", {}],
  ["with a member of another stream", { other: {} }],
  ["that isn't an object", "said"],
  ["whose content isn't an object", { place: "here" }],
  ["whose header has another type", { headers: { byte: 128 } }],
  ["without a required header", { place: {} }],
  ["without a required payload", { blob: {} }],
])("an event of the implementation %s is an internal error", async (_name, value) => {
  const [frame] = await tell(value);
  expect(frame?.headers).toMatchObject({
    ":message-type": text("error"),
    ":error-code": text("InternalFailure"),
  });
  expect(received).toEqual([expect.any(TypeError)]);
});

test("an operation with two streams answers after the events of its client", async () => {
  yielded = [{ said: { text: "fine" } }];
  const body = Buffer.concat([encode(event("end")), encode(event("said"), '{"text":"hello"}')]);
  const response = await post("/talk", body, "application/vnd.amazon.eventstream");
  const [frame] = decode(new Uint8Array(await response.arrayBuffer()));
  expect(received).toEqual([{ end: {} }, { said: { text: "hello" } }]);
  expect(frame?.headers).toEqual(event("said", json));
});
