import type { Measured, Report, SubjectResult } from "./result.ts";
import type { SubjectName } from "./subject.ts";

/** What our stub is to reach, and whether it does. */
export interface Goal {
  readonly text: string;
  /** What was measured, in words. */
  readonly measured: string;
  /** `undefined` where it can't be told. */
  readonly holds: boolean | undefined;
}

/** Compares the figures of our stub on `node:http` with its goals. */
export function judgeGoals({ measured, plan }: Report): Goal[] {
  const ours = findResult(measured, "eks-auth-node");
  // A heap takes its time to find its size: a short run shows growth that ends.
  const memory = plan.name === "full" ? ours?.memory : undefined;
  return [
    judgeCpu("CPU a request at most 1.1 times that of bare node:http", ours?.load.cpuRatio.median, 1.1),
    judgeCpu("CPU a request at most that of Fastify", divideCpu(ours, findResult(measured, "fastify")), 1),
    judgeCpu(
      "CPU a request at most a third of the official server's",
      divideCpu(ours, findResult(measured, "official")),
      1 / 3,
    ),
    judgeGoal("import in under 10 ms", ours?.importTime.median, (time) => time < 10, "ms", 1),
    judgeGoal(
      "under 15 kB minified, the runtime included",
      ours && ours.bundle.minified / 1000,
      (size) => size < 15,
      "kB",
      1,
    ),
    judgeGoal(
      "RSS grows by 5 % at most over the second 100,000 requests",
      memory && (memory.late.rss / memory.early.rss - 1) * 100,
      (growth) => growth <= 5,
      "%",
      1,
    ),
  ];
}

function judgeCpu(text: string, ratio: number | undefined, limit: number): Goal {
  return judgeGoal(text, ratio, (measured) => measured <= limit, "times", 2);
}

function judgeGoal(
  text: string,
  value: number | undefined,
  isReached: (value: number) => boolean,
  unit: string,
  digits: number,
): Goal {
  return value === undefined
    ? { text, measured: "not available", holds: undefined }
    : { text, measured: `${value.toFixed(digits)} ${unit}`, holds: isReached(value) };
}

function divideCpu(ours: SubjectResult | undefined, other: SubjectResult | undefined): number | undefined {
  return ours && other && ours.load.cpuRatio.median / other.load.cpuRatio.median;
}

function findResult(measured: readonly Measured[], name: SubjectName): SubjectResult | undefined {
  const found = measured.find(({ subject }) => subject.name === name);
  return found !== undefined && "result" in found ? found.result : undefined;
}
