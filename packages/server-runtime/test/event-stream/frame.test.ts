import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeFrame,
  type EventHeaders,
  type EventHeaderValue,
  encodeFrame,
} from "../../src/event-stream/frame.ts";
import { SerializationException } from "../../src/index.ts";

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

const headerValue: fc.Arbitrary<EventHeaderValue> = fc.oneof(
  fc.boolean().map((value) => ({ type: "boolean" as const, value })),
  fc.integer({ min: -128, max: 127 }).map((value) => ({ type: "byte" as const, value })),
  fc.integer({ min: -32_768, max: 32_767 }).map((value) => ({ type: "short" as const, value })),
  fc.integer().map((value) => ({ type: "integer" as const, value })),
  fc.bigInt(int64).map((value) => ({ type: "long" as const, value })),
  fc.uint8Array({ maxLength: 300 }).map((value) => ({ type: "binary" as const, value })),
  fc.string({ unit: "grapheme", maxLength: 300 }).map((value) => ({ type: "string" as const, value })),
  fc.date({ noInvalidDate: true }).map((value) => ({ type: "timestamp" as const, value })),
  fc.uuid().map((value) => ({ type: "uuid" as const, value })),
);

/** The codec drops a header with the name `__proto__`, which no model can have. */
const headerName = fc.string({ minLength: 1, maxLength: 60 }).filter((name) => name !== "__proto__");

const frame = fc.record({
  headers: fc.dictionary(headerName, headerValue, { maxKeys: 6, noNullPrototype: true }),
  payload: fc.uint8Array({ maxLength: 500 }),
});

test("a frame that is encoded and decoded is the same", () => {
  fc.assert(
    fc.property(frame, (original) => {
      expect(decodeFrame(encodeFrame(original))).toEqual(original);
    }),
  );
});

test("a frame with one changed bit is rejected", () => {
  fc.assert(
    fc.property(frame, fc.nat(), fc.nat({ max: 7 }), (original, position, bit) => {
      const bytes = encodeFrame(original);
      const index = position % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      expect(() => decodeFrame(bytes)).toThrow(SerializationException);
    }),
  );
});

test("random bytes are rejected", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => decodeFrame(bytes)).toThrow(SerializationException);
    }),
  );
});

describe("a header whose length is larger than the frame", () => {
  test("is rejected, and doesn't read what is next to the frame in memory", () => {
    const bytes = encodeFrame({
      headers: { a: { type: "string", value: "12345678" } },
      payload: new Uint8Array(),
    });
    const memory = new Uint8Array(4_096).fill("S".charCodeAt(0));
    // The length of the value is after the preamble of 12 bytes, the name with its length, and the type.
    const forged = forgeFrame(bytes, (view) => view.setUint16(12 + 3, 2_000));
    memory.set(forged, 64);
    expect(() => decodeFrame(memory.subarray(64, 64 + forged.length))).toThrow(SerializationException);
  });
});

test.each<[string, EventHeaders]>([
  ["a name that is longer than 255 bytes", { ["n".repeat(256)]: { type: "boolean", value: true } }],
  ["a value that is longer than 32,767 bytes", { a: { type: "string", value: "v".repeat(32_768) } }],
  ["an unpaired surrogate", { a: { type: "string", value: "\ud800" } }],
])("a header with %s can't be encoded", (_name, headers) => {
  expect(() => encodeFrame({ headers, payload: new Uint8Array() })).toThrow();
});

test("a header that isn't UTF-8 is rejected", () => {
  const bytes = encodeFrame({ headers: { a: { type: "string", value: "ab" } }, payload: new Uint8Array() });
  expect(() => decodeFrame(forgeFrame(bytes, (view) => view.setUint8(12 + 5, 0xff)))).toThrow(
    SerializationException,
  );
});

/** Changes a frame, and makes its checksums right. */
function forgeFrame(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const forged = Uint8Array.from(bytes);
  const view = new DataView(forged.buffer);
  change(view);
  view.setUint32(8, crc32(forged.subarray(0, 8)));
  view.setUint32(forged.length - 4, crc32(forged.subarray(0, -4)));
  return forged;
}

test("a frame's headers have at most 128 KiB", () => {
  const named = (count: number): EventHeaders =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        String(100_000 + index),
        { type: "boolean", value: true },
      ]),
    );
  const payload = new Uint8Array();
  // Each header has its name's length, its name and its type.
  const most = encodeFrame({ headers: named(16_384), payload });
  expect(Object.keys(decodeFrame(most).headers)).toHaveLength(16_384);
  expect(() => decodeFrame(encodeFrame({ headers: named(16_385), payload }))).toThrow(
    "its headers are longer than 131072 bytes",
  );
});
