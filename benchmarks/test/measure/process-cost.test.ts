import { CommandError } from "@eks-auth/codegen/terminal";
import { expect, test } from "vitest";
import { measureProcess, readCost, summarizeCosts } from "../../src/measure/process-cost.ts";
import { same } from "../sample-report.ts";

test("the last report counts, among other output", () => {
  expect(readCost("warning\ncost 1500 20\nmore\ncost 2500 30\n")).toEqual({
    cpuMilliseconds: 2.5,
    peakBytes: 30 * 1024,
  });
  expect(() => readCost("cost of nothing")).toThrow("did not report its cost: cost of nothing");
});

test("a program reports its CPU time and its memory", async () => {
  const small = await measureProcess(["--eval", "console.log(1)"]);
  const large = await measureProcess([
    "--eval",
    "for (const end = performance.now() + 300; performance.now() < end; ); Buffer.alloc(5e7, 1);",
  ]);
  expect(small.stdout).toBe("1\n");
  expect(small.cpuMilliseconds).toBeGreaterThan(1);
  expect(large.cpuMilliseconds).toBeGreaterThan(0);
  expect(large.peakBytes - small.peakBytes).toBeGreaterThan(4e7);
});

test("a program that fails is an error with its output", async () => {
  const failed = measureProcess(["--eval", "throw new Error('it broke')"]);
  await expect(failed).rejects.toThrow(CommandError);
  await expect(failed).rejects.toThrow("it broke");
});

test("ratios are those of the same round", () => {
  const costs = (...cpu: number[]) => cpu.map((cpuMilliseconds) => ({ cpuMilliseconds, peakBytes: 10 }));
  expect(summarizeCosts(costs(20, 60, 200), costs(10, 30, 100))).toEqual({
    cpuMilliseconds: { lowerQuartile: 40, median: 60, upperQuartile: 130 },
    cpuRatio: same(2),
    peakBytes: same(10),
  });
});
