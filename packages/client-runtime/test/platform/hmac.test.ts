import { createHmac } from "node:crypto";
import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import { platforms } from "../platforms.ts";

test.each(platforms)("%s: the code is that of node:crypto", async (_, platform) => {
  const key = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 140 }),
    fc.string({ unit: anyCharacter, minLength: 1 }),
    fc.constantFrom(63, 64, 65).map((length) => new Uint8Array(length).fill(7)),
  );
  await fc.assert(
    fc.asyncProperty(key, fc.string({ unit: anyCharacter }), async (key, text) => {
      const expected = createHmac("sha256", key).update(text).digest("hex");
      expect(await platform.hmac(key, text, "hex")).toBe(expected);
      expect(Buffer.from(await platform.hmac(key, text)).toString("hex")).toBe(expected);
    }),
  );
});
