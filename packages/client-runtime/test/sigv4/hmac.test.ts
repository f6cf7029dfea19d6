import { createHmac } from "node:crypto";
import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hmacSha256 } from "../../src/sigv4/hmac.ts";
import { platforms } from "../platforms.ts";

test.each(platforms)("%s: the code is that of node:crypto", async (_, platform) => {
  const key = fc.oneof(
    fc.uint8Array({ maxLength: 140 }),
    fc.constantFrom(63, 64, 65).map((length) => new Uint8Array(length).fill(7)),
  );
  await fc.assert(
    fc.asyncProperty(key, fc.string({ unit: anyCharacter }), async (key, text) => {
      const expected = createHmac("sha256", key).update(text).digest("hex");
      expect(await hmacSha256(platform.sha256, key, text)).toBe(expected);
    }),
  );
});
