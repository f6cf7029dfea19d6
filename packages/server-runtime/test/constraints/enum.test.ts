import { expect, test } from "vitest";
import { checkEnum } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

const place = "Value at '/outer/member' failed to satisfy constraint: Member must satisfy enum value set:";

test.each<[string | number, (string | number)[], string[]]>([
  ["abc", ["abc", "def"], []],
  ["ABC", ["abc", "def"], [`${place} [abc, def]`]],
  ["constructor", ["abc"], [`${place} [abc]`]],
  [2, [1, 2], []],
  [3, [2, 1], [`${place} [2, 1]`]],
])("%s of %j", (value, allowed, messages) => {
  for (const values of [allowed, new Set(allowed)]) {
    expect(findViolations((violations) => checkEnum(value, values, "/outer", "member", violations))).toEqual(
      messages,
    );
  }
});
