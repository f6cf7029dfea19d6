import { expect, test } from "vitest";
import { parseTrace } from "../../src/measure/startup.ts";

const names = ["started", "imported", "cpu"] as const;

test("reads the times of a trace", () => {
  expect(parseTrace("started 1000.5\nimported 1200\ncpu 310000\n", names)).toEqual({
    started: 1000.5,
    imported: 1200,
    cpu: 310_000,
  });
});

test("names a time that is missing", () => {
  expect(() => parseTrace("started 1000.5\n", names)).toThrow('The program\'s trace has no "imported"');
});
