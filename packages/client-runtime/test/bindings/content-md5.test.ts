import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addContentMd5, contentMd5 } from "../../src/bindings/content-md5.ts";

const reference = (body: string | Uint8Array) => createHash("md5").update(body).digest("base64");

test("the header is the same as that of node:crypto, for all lengths around one and two blocks", () => {
  for (let length = 0; length <= 130; length++) {
    const body = new Uint8Array(length).map((_, index) => index * 7);
    expect(contentMd5(body)).toBe(reference(body));
  }
});

test("the header is the same as that of node:crypto, for random texts and bytes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.uint8Array({ maxLength: 1000 })), (body) => {
      expect(contentMd5(body)).toBe(reference(body));
    }),
  );
});

test("a request gets the header, unless the input sets it", async () => {
  const parts = { path: "/", body: "text" };
  expect(await addContentMd5(parts)).toEqual({ ...parts, headers: { "content-md5": reference("text") } });
  const own = { ...parts, headers: { "content-md5": "own", other: "1" } };
  expect(await addContentMd5(Promise.resolve(own))).toEqual(own);
  expect(await addContentMd5({ path: "/" })).toMatchObject({ headers: { "content-md5": reference("") } });
});
