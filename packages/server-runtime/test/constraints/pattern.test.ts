import { describe, expect, test } from "vitest";
import { checkPattern, compilePattern } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

describe("checkPattern", () => {
  test.each([
    ["^[a-z]+$", "abc", true],
    ["^[a-z]+$", "abc\n", false],
    ["^[a-z]+$", "a\nb", false],
    ["b", "abc", true],
    ["^.$", "\u{1f600}", true],
    ["^\\p{L}+$", "é名", true],
    ["^[A-Za-z0-9-_=]+$", "a-_=", true],
  ])("%s against %j", (text, value, matches) => {
    const pattern = compilePattern(text);
    // Twice, because a pattern must not keep the position of its last match.
    for (const _ of [1, 2]) {
      const found = findViolations((violations) =>
        checkPattern(value, pattern, "/outer", "member", violations),
      );
      const message = `Value at '/outer/member' failed to satisfy constraint: Member must satisfy regular expression pattern: ${text}`;
      expect(found).toEqual(matches ? [] : [message]);
    }
  });
});
