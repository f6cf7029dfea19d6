import { expect } from "vitest";
import type { Violation } from "../../src/index.ts";

/** The messages of the violations that a check finds at `/outer/member`. */
export function findViolations(check: (violations: Violation[]) => unknown): string[] {
  const violations: Violation[] = [];
  const passed = check(violations);
  expect(passed, "a check says whether it adds a violation").toBe(violations.length === 0);
  expect(violations.every(({ path }) => path === "/outer/member")).toBe(true);
  return violations.map(({ message }) => message);
}
