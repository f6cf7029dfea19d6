import { expect, it } from "vitest";
import { isTokenFormat, looksLikeToken, redactTokens } from "../../src/core/token-text.ts";

it.each([
  ["a.b.c", true],
  ["a.b", false],
  ["a.b.c.d", false],
  ["a.b.c\n", false],
  ["Bearer a.b.c", false],
])("isTokenFormat(%j) is %s", (text, expected) => {
  expect(isTokenFormat(text)).toBe(expected);
});

it.each([
  ["eyJh.b.c", true],
  [" bearer eyJh.b.c\n", true],
  ["eyJh.b.", true],
  ["token.b.c", false],
  ["./eyJh", false],
])("looksLikeToken(%j) is %s", (text, expected) => {
  expect(looksLikeToken(text)).toBe(expected);
});

it("redacts every token of a text", () => {
  expect(redactTokens("no eyJh.b.c, no 'eyJh.b-_=.c'")).toBe("no [a token], no '[a token]'");
});
