import { expect, test } from "vitest";
import { describeViolations } from "../../src/index.ts";

const first = { path: "/a", message: "Value at '/a' is wrong" };
const second = { path: "/b", message: "Value at '/b' is wrong" };

test("describes one violation", () => {
  expect(describeViolations([first])).toBe("1 validation error detected. Value at '/a' is wrong");
});

test("describes several violations in order", () => {
  expect(describeViolations([second, first])).toBe(
    "2 validation errors detected. Value at '/b' is wrong; Value at '/a' is wrong",
  );
});
