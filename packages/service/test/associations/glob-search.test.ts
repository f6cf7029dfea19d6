import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchGlob } from "../../src/associations/glob-search.ts";
import { globToRegExp } from "./glob-to-reg-exp.ts";

describe("a glob matches", () => {
  test.each<[string, string, boolean]>([
    ["*", "", true],
    ["*", "abc", true],
    ["?", "", false],
    ["a?c", "abc", true],
    ["a*c", "ac", true],
    ["a*c", "abcbc", true],
    ["a*c", "abcb", false],
    ["*-prod", "team-prod", true],
    ["**", "a", true],
    ["*", "a/b", false],
    ["?", "/", false],
    ["*/b", "a/b", true],
    ["a*/b", "a/b/b", false],
    ["*b/*", "ab/c", true],
  ])("%s on %s: %s", (glob, text, expected) => {
    expect(matchGlob(glob, text)).toBe(expected);
  });
});

test("a glob matches from a place on", () => {
  expect(matchGlob("*c", "abc", 2)).toBe(true);
  expect(matchGlob("b", "abc", 2)).toBe(false);
});

test("agrees with a regular expression", () => {
  const glob = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 10 });
  fc.assert(
    fc.property(glob, text, (pattern, name) => {
      expect(matchGlob(pattern, name)).toBe(globToRegExp(pattern).test(name));
    }),
    { numRuns: 5000 },
  );
});

/** A text that counts how often it is looked at. */
function watch(text: string): { watched: string; looks: () => number } {
  let count = 0;
  const watched = new Proxy(Object(text), {
    get(target, name) {
      count++;
      return Reflect.get(target, name);
    },
  });
  return { watched, looks: () => count };
}

test.each([
  ["many stars", `${"a*".repeat(100)}b`],
  ["stars alone", `${"*".repeat(200)}b`],
  ["a star with much behind it", `*${"a".repeat(120)}b`],
])("%s: no more steps than the glob's length times the text's", (_name, glob) => {
  const text = "a".repeat(253);
  const { watched, looks } = watch(text);
  expect(matchGlob(glob, watched)).toBe(false);
  const looksInStep = 4;
  expect(looks()).toBeLessThan(glob.length * text.length * looksInStep);
  expect(matchGlob(glob, `${text}b`)).toBe(true);
});
