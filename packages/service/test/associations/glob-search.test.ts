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

test("a glob matches from a position", () => {
  expect(matchGlob("*c", "abc", 2)).toBe(true);
  expect(matchGlob("b", "abc", 2)).toBe(false);
});

test("a glob matches what its regular expression matches", () => {
  const glob = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 10 });
  fc.assert(
    fc.property(glob, text, (pattern, name) => {
      expect(matchGlob(pattern, name)).toBe(globToRegExp(pattern).test(name));
    }),
    { numRuns: 5000 },
  );
});

/** A text that counts how often it is read. */
function countReads(text: string): { counted: string; reads: () => number } {
  let count = 0;
  const counted = new Proxy(Object(text), {
    get(target, name) {
      count++;
      return Reflect.get(target, name);
    },
  });
  return { counted, reads: () => count };
}

test.each([
  ["many stars", `${"a*".repeat(100)}b`],
  ["only stars", `${"*".repeat(200)}b`],
  ["a star before a long literal", `*${"a".repeat(120)}b`],
])("%s: at most as many steps as the glob's length times the text's", (_name, glob) => {
  const text = "a".repeat(253);
  const { counted, reads } = countReads(text);
  expect(matchGlob(glob, counted)).toBe(false);
  const readsInStep = 4;
  expect(reads()).toBeLessThan(glob.length * text.length * readsInStep);
  expect(matchGlob(glob, `${text}b`)).toBe(true);
});
