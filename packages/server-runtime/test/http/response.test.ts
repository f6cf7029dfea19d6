import { validateHeaderName, validateHeaderValue } from "node:http";
import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isHeaderName, isHeaderValue } from "../../src/http/response.ts";

/** Whether Node.js, the strictest host, accepts it. */
function passes(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.constantFrom("x-a", "", "a b", "\r\n", "\t", "é", "\u007f", "\u0080", "\u00ff", "\u0100"),
);

test("a header name is valid if Node.js sends it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(isHeaderName(text)).toBe(passes(() => validateHeaderName(text)));
    }),
  );
});

test("a header value is valid if Node.js sends it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(isHeaderValue(text)).toBe(passes(() => validateHeaderValue("x-a", text)));
    }),
  );
});
