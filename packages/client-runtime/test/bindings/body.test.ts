import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collectBody } from "../../src/bindings/collect-body.ts";
import { compressBody } from "../../src/bindings/compress-body.ts";

async function* streamOf(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

test("a stream is collected from all of its pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array()), async (pieces) => {
      const { body, ...rest } = await collectBody({ path: "/", body: streamOf(...pieces) });
      expect(rest).toEqual({ path: "/" });
      expect(body).toEqual(new Uint8Array(Buffer.concat(pieces)));
    }),
  );
});

test.each(["text", new Uint8Array(3), undefined])("%j needs no collecting", async (body) => {
  const parts = { path: "/", body };
  expect(await collectBody(parts)).toBe(parts);
});

test.each(["é".repeat(5_120), new Uint8Array(10_240).fill(7)])(
  "10,240 bytes are compressed",
  async (body) => {
    const compressed = await compressBody({ path: "/", headers: { "x-a": "1" }, body });
    expect(compressed).toMatchObject({ path: "/", headers: { "x-a": "1", "content-encoding": "gzip" } });
    expect((compressed.body as Uint8Array).length).toBeLessThan(1_000);
    expect(gunzipSync(compressed.body as Uint8Array)).toEqual(Buffer.from(body as string));
  },
);

test("gzip comes after other encodings", async () => {
  const headers = { "content-encoding": "custom" };
  const compressed = await compressBody({ path: "/", headers, body: "a".repeat(10_240) });
  expect(compressed.headers).toEqual({ "content-encoding": "custom, gzip" });
});

test.each(["a".repeat(10_239), new Uint8Array(10_239), undefined, streamOf(new Uint8Array(20_000))])(
  "smaller bodies and streams are not compressed",
  async (body) => {
    const parts = { path: "/", body };
    expect(await compressBody(parts)).toBe(parts);
  },
);
