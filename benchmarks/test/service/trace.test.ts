import { expect, test } from "vitest";
import { readTrace } from "../../src/service/start/trace.ts";

test("what a program tells of its start is read", () => {
  expect(readTrace("started 1000.5\nimported 1200\ncpu 310000\n")).toEqual({
    started: 1000.5,
    imported: 1200,
    cpu: 310_000,
  });
});

test("what it doesn't tell is named", () => {
  expect(() => readTrace("started 1000.5\n")).toThrow("The program didn't tell imported");
});
