import { type Goal, judgeGoal } from "../report/goal.ts";
import type { Report } from "./result.ts";

/** Compares the figures with what they are to reach. */
export function judgeGoals({ idle, change }: Pick<Report, "idle" | "change">): Goal[] {
  return [
    judgeGoal(
      "npm run generate with nothing to do in under 0.5 s",
      { value: idle.median, unit: "s", digits: 2 },
      (seconds) => seconds < 0.5,
    ),
    judgeGoal(
      "from a save to rebuilt packages in under 8 s",
      { value: change.total.median, unit: "s", digits: 1 },
      (seconds) => seconds < 8,
    ),
  ];
}
