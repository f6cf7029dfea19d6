import { type Goal, judgeGoal } from "../report/goal.ts";
import type { Measured, Report, SubjectResult } from "./result.ts";
import type { SubjectName } from "./subject.ts";

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
    judgeGoal(
      "import in under 10 ms",
      { value: ours?.importTime.median, unit: "ms", digits: 1 },
      (time) => time < 10,
    ),
    judgeGoal(
      "under 15 kB minified, the runtime included",
      { value: ours && ours.bundle.minified / 1000, unit: "kB", digits: 1 },
      (size) => size < 15,
    ),
    judgeGoal(
      "RSS grows by 5 % at most over the second 100,000 requests",
      { value: memory && (memory.late.rss / memory.early.rss - 1) * 100, unit: "%", digits: 1 },
      (growth) => growth <= 5,
    ),
  ];
}

function judgeCpu(text: string, ratio: number | undefined, limit: number): Goal {
  return judgeGoal(text, { value: ratio, unit: "times", digits: 2 }, (measured) => measured <= limit);
}

function divideCpu(ours: SubjectResult | undefined, other: SubjectResult | undefined): number | undefined {
  return ours && other && ours.load.cpuRatio.median / other.load.cpuRatio.median;
}

function findResult(measured: readonly Measured[], name: SubjectName): SubjectResult | undefined {
  const found = measured.find(({ subject }) => subject.name === name);
  return found !== undefined && "result" in found ? found.result : undefined;
}
