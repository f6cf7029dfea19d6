import { formatCount } from "../report/format.ts";
import { type Goal, judgeGoal } from "../report/goal.ts";
import { agent, baseline } from "./load/subjects.ts";
import type { Report } from "./result.ts";

/** Compares the figures with what the agent is to reach. */
export function judgeGoals({ loads, memory, starts }: Report): Goal[] {
  return [
    ...loads.map((result) =>
      judgeGoal(
        `CPU a request at most 1.25 times that of ${baseline.title}, pods: ${formatCount(result.pods)}`,
        { value: result.loads.get(agent)?.cpuRatio.median, unit: "times", digits: 2 },
        (ratio) => ratio <= 1.25,
      ),
    ),
    ...memory.agents.map(({ variant, holding }) =>
      judgeGoal(
        `under 90 MB with the credentials of ${formatCount(memory.pods)} pods, ${variant.title}`,
        { value: holding.median / 1e6, unit: "MB", digits: 0 },
        (megabytes) => megabytes < 90,
      ),
    ),
    ...starts
      .filter(({ isSigned }) => isSigned)
      .map(({ variant, times }) =>
        judgeGoal(
          `start to first credentials in under 250 ms, ${variant.title}`,
          { value: times.total.median, unit: "ms", digits: 0 },
          (time) => time < 250,
        ),
      ),
  ];
}
