import { validateHeaderName, validateHeaderValue } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isHeaderName, isHeaderValue } from "../../src/http/response.ts";

/** Whether Node.js, the strictest host, refuses to send it. */
function isRefused(validate: () => void): boolean {
  try {
    validate();
    return false;
  } catch {
    return true;
  }
}

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("x-a", "", "a b", "\r\n", "\t", "é", "\u007f", "\u0080", "\u00ff", "\u0100"),
);

test("a header's name is what Node.js sends", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(isHeaderName(text)).toBe(!isRefused(() => validateHeaderName(text)));
    }),
  );
});

test("a header's value is what Node.js sends", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(isHeaderValue(text)).toBe(!isRefused(() => validateHeaderValue("x-a", text)));
    }),
  );
});
