import { describeMachineBriefly } from "../../report/conditions.ts";
import type { Report } from "../result.ts";

/** Says what was measured on, and how much. */
export function describeConditions({ machine, plan }: Report): string {
  return (
    `${describeMachineBriefly(machine)} ${plan.idleRuns} runs with nothing to do, and ${plan.changes} changes of the model, ` +
    "one after the other."
  );
}
