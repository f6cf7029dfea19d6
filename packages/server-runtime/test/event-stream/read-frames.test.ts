import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventTooLargeException } from "../../src/event-stream/errors.ts";
import { encodeFrame, type Frame } from "../../src/event-stream/frame.ts";
import { FrameReader } from "../../src/event-stream/read-frames.ts";
import { ProtocolError, SerializationException } from "../../src/index.ts";
import { streamPieces } from "../streams.ts";

const frame = fc
  .uint8Array({ maxLength: 400 })
  .map((payload): Frame => ({ headers: { a: { type: "string", value: "b" } }, payload }));

/** Cuts bytes into pieces at positions, which can be beyond the end. */
function cut(bytes: Uint8Array, positions: readonly number[]): Uint8Array[] {
  const ends = [...positions.filter((position) => position < bytes.length), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

async function readAll(pieces: AsyncIterator<Uint8Array>, maxBytes = 10_000): Promise<Frame[]> {
  const reader = new FrameReader(pieces, maxBytes);
  const frames: Frame[] = [];
  for (let next = await reader.next(); next !== undefined; next = await reader.next()) {
    frames.push(next);
  }
  return frames;
}

const concatenate = (frames: readonly Frame[]) => Buffer.concat(frames.map(encodeFrame));

test("frames are the same, however the body is cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { maxLength: 6 }),
      fc.array(fc.nat({ max: 2_500 })),
      async (frames, positions) => {
        expect(await readAll(streamPieces(...cut(concatenate(frames), positions)))).toEqual(frames);
      },
    ),
  );
});

test("a body of single bytes is read", async () => {
  const frames: Frame[] = [
    { headers: {}, payload: Buffer.from("one") },
    { headers: {}, payload: Buffer.from("two") },
  ];
  const bytes = concatenate(frames);
  const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
  expect((await readAll(streamPieces(...pieces))).map(({ payload }) => String(Buffer.from(payload)))).toEqual(
    ["one", "two"],
  );
});

test("a body that ends within a frame is rejected", async () => {
  await fc.assert(
    fc.asyncProperty(frame, fc.nat(), async (whole, missing) => {
      const bytes = encodeFrame(whole);
      const end = 1 + (missing % (bytes.length - 1));
      await expect(readAll(streamPieces(bytes.subarray(0, end)))).rejects.toThrow(SerializationException);
    }),
  );
});

test("a body of random bytes ends with a protocol error", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 100 }), { minLength: 1 }),
      async (pieces) => {
        await expect(readAll(streamPieces(...pieces))).rejects.toThrow(ProtocolError);
      },
    ),
  );
});

describe("before the rest of the frame has arrived", () => {
  /** Yields the bytes, and then nothing, without an end. */
  async function* stall(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
    await new Promise(() => {});
  }
  const lengths = (total: number, headers: number): Uint8Array => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(total, 0);
    bytes.writeUInt32BE(headers, 4);
    return bytes;
  };

  test.each([4_294_967_295, 10_001])("a frame of %d bytes is too large", async (length) => {
    await expect(readAll(stall(lengths(length, 0)))).rejects.toThrow(EventTooLargeException);
  });

  test.each([
    [0, 0],
    [15, 0],
    [100, 85],
    [100, 4_294_967_295],
  ])("lengths of %d and %d can't be right", async (total, headers) => {
    await expect(readAll(stall(lengths(total, headers)))).rejects.toThrow(SerializationException);
  });
});

test("no piece is requested that isn't needed", async () => {
  let requested = 0;
  const bytes = encodeFrame({ headers: {}, payload: new Uint8Array(100) });
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      requested++;
      yield Buffer.concat([bytes, bytes]);
    }
  }
  const reader = new FrameReader(pieces(), 1_000);
  await reader.next();
  await reader.next();
  expect(requested).toBe(1);
});
