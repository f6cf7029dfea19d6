import fc from "fast-check";
import { expect, test } from "vitest";
import { KubernetesApiError } from "../src/index.ts";
import { readWatchEvents } from "../src/watch-events.ts";

const limit = 10_000;

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });

const event = fc.oneof(
  fc.record({
    type: fc.constantFrom("ADDED" as const, "MODIFIED" as const, "DELETED" as const),
    object: fc.record({
      metadata: fc.record({ name: text, uid: text, resourceVersion: text }),
      value: fc.jsonValue(),
    }),
  }),
  fc.record({
    type: fc.constant("BOOKMARK" as const),
    object: fc.record({ metadata: fc.record({ resourceVersion: text }) }),
  }),
);

/** Cuts bytes into chunks of the given lengths, again and again; an empty chunk is one too. */
async function* cut(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let index = 0; start < bytes.length; index++) {
    const length = lengths[index % lengths.length] ?? 1;
    yield bytes.subarray(start, start + length);
    start += length;
  }
}

const lengths = fc
  .array(fc.nat(40), { minLength: 1, maxLength: 10 })
  .filter((list) => list.some((length) => length > 0));

async function read(bytes: Uint8Array, chunks: readonly number[], maxBytes = limit): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of readWatchEvents(cut(bytes, chunks), "WATCH things", maxBytes)) {
    events.push(event);
  }
  return events;
}

test("events are the same, however the stream is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event),
      lengths,
      fc.constantFrom("\n", "\r\n", "\n\n"),
      async (events, chunks, end) => {
        const stream = Buffer.from(events.map((item) => JSON.stringify(item) + end).join(""));
        const expected = events.map(({ type, object }) =>
          type === "BOOKMARK"
            ? { type, resourceVersion: object.metadata.resourceVersion }
            : { type, object: JSON.parse(JSON.stringify(object)) },
        );
        expect(await read(stream, chunks)).toEqual(expected);
      },
    ),
  );
});

test("any other bytes are an error with a code, and never more than the limit in memory", async () => {
  const codes = ["response_invalid", "response_too_large", "unavailable"];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), lengths, async (bytes, chunks) => {
      const error = await read(Buffer.concat([bytes, Buffer.from("x\n")]), chunks, 100).catch(
        (error) => error,
      );
      expect(error).toBeInstanceOf(KubernetesApiError);
      expect(codes).toContain(error.code);
    }),
  );
});

test.each([
  [410, "gone"],
  [429, "too_many_requests"],
  [500, "unavailable"],
  [504, "timeout"],
])("an ERROR event with the code %i is the error %s, after the events before it", async (status, code) => {
  const object = { kind: "Status", code: status, reason: "Reason", message: "it failed" };
  const bookmark = { type: "BOOKMARK", object: { metadata: { resourceVersion: "7" } } };
  const lines = [bookmark, { type: "ERROR", object }].map((item) => `${JSON.stringify(item)}\n`);
  const events = readWatchEvents(cut(Buffer.from(lines.join("")), [7]), "WATCH things", limit);
  expect((await events.next()).value).toEqual({ type: "BOOKMARK", resourceVersion: "7" });
  await expect(events.next()).rejects.toMatchObject({ code, status, reason: "Reason" });
});

test("a line that is longer than the limit ends the stream before it is complete", async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent += 1_000;
      yield Buffer.alloc(1_000, "x");
    }
  }
  const events = readWatchEvents(endless(), "WATCH things", limit);
  await expect(events.next()).rejects.toMatchObject({ code: "response_too_large" });
  expect(sent).toBe(limit + 1_000);
});

test("a line without its end, when the connection is cut, is no event", async () => {
  const line = JSON.stringify({ type: "BOOKMARK", object: { metadata: { resourceVersion: "7" } } });
  expect(await read(Buffer.from(line), [10])).toEqual([]);
});
