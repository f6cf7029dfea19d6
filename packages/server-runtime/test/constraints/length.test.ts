import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLength } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

function checkTextLength(text: string, min: number | undefined, max: number | undefined): string[] {
  return findViolations((violations) => checkLength(text, min, max, "/outer", "member", violations));
}

describe("checkLength", () => {
  const place = "at '/outer/member' failed to satisfy constraint: Member must have length";

  test.each([
    ["", undefined, undefined, []],
    ["ab", 2, 2, []],
    ["", 1, undefined, [`Value with length 0 ${place} greater than or equal to 1`]],
    ["abc", undefined, 2, [`Value with length 3 ${place} less than or equal to 2`]],
    ["a", 2, 3, [`Value with length 1 ${place} between 2 and 3, inclusive`]],
    ["abcd", 2, 3, [`Value with length 4 ${place} between 2 and 3, inclusive`]],
  ])("of %j within %s and %s", (text, min, max, messages) => {
    expect(checkTextLength(text, min, max)).toEqual(messages);
  });

  test.each([
    ["a blob's bytes", Uint8Array.of(1, 2, 3)],
    ["a list's items", [null, 1, 2]],
    ["a map's keys", JSON.parse('{"__proto__":1,"b":2,"length":3}')],
  ])("counts %s", (_, value) => {
    const check = (min: number, max: number) =>
      findViolations((violations) => checkLength(value, min, max, "/outer", "member", violations));
    expect(check(3, 3)).toEqual([]);
    expect(check(4, 6)).toEqual([`Value with length 3 ${place} between 4 and 6, inclusive`]);
  });

  test.each([
    ["a pair of surrogates", "\u{1f600}", 1],
    ["two pairs", "\u{1f600}\u{1f600}", 2],
    ["an unpaired high surrogate", "\ud83d", 1],
    ["an unpaired low surrogate", "\ude00", 1],
    ["a reversed pair", "\ude00\ud83d", 2],
    ["a high surrogate before a pair", "\ud83d\u{1f600}", 2],
    ["a high surrogate at the end", "a\ud83d", 2],
    ["a letter with a combining accent", "e\u0301", 2],
  ])("counts %s in code points", (_, text, length) => {
    expect(checkTextLength(text, length, length)).toEqual([]);
  });

  test.each([
    ["of well-formed text", fc.string({ unit: anyCharacter })],
    [
      "of text with unpaired surrogates",
      fc
        .array(fc.constantFrom("a", "\ud83d", "\ude00", "\ud800", "\udfff", "\ue000", "\ud7ff"))
        .map((units) => units.join("")),
    ],
  ])("is the number of code points %s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { length } = [...text];
        expect(checkTextLength(text, length, length)).toEqual([]);
        expect(checkTextLength(text, length + 1, undefined)).toHaveLength(1);
        expect(length === 0 ? [""] : checkTextLength(text, undefined, length - 1)).toHaveLength(1);
      }),
    );
  });
});
