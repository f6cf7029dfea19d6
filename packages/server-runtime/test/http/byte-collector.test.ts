import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteCollector } from "../../src/http/byte-collector.ts";

function collect(pieces: readonly Uint8Array[]): ByteCollector {
  const collector = new ByteCollector();
  for (const piece of pieces) {
    collector.add(piece);
  }
  return collector;
}

test("any pieces are joined", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 })), (pieces) => {
      const collector = collect(pieces);
      expect(Buffer.from(collector.bytes)).toEqual(Buffer.concat(pieces));
      expect(collector.length).toBe(collector.bytes.length);
    }),
  );
});

test("a single piece is not copied", () => {
  const piece = new Uint8Array(10);
  expect(collect([new Uint8Array(), piece]).bytes.buffer).toBe(piece.buffer);
});

test("several pieces are copied, so that they need not stay in memory", () => {
  const pieces = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
  const collector = collect(pieces);
  for (const piece of pieces) {
    piece.fill(0);
  }
  expect([...collector.bytes]).toEqual([1, 2, 3]);
  expect(collector.bytes.buffer.byteLength).toBe(1_024);
});
