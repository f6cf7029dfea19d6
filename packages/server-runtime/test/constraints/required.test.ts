import { describe, expect, test } from "vitest";
import { checkRequired } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

describe("checkRequired", () => {
  test.each(["", 0, false, null])("takes %j for a value", (value) => {
    expect(findViolations((violations) => checkRequired(value, "/outer", "member", violations))).toEqual([]);
  });

  test("refuses undefined", () => {
    expect(findViolations((violations) => checkRequired(undefined, "/outer", "member", violations))).toEqual([
      "Value at '/outer/member' failed to satisfy constraint: Member must not be null",
    ]);
  });
});
