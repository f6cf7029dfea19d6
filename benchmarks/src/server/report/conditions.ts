import { describeMachineBriefly } from "../../report/conditions.ts";
import { formatCount } from "../../report/format.ts";
import type { Report } from "../result.ts";

/** Says what was measured on, and how much, in a sentence each. */
export function describeConditions({ machine, plan }: Report): string {
  return (
    `${describeMachineBriefly(machine)} ` +
    `${plan.rounds} rounds of ${formatCount(plan.requestsPerRound)} requests to each server, ` +
    `after ${formatCount(plan.warmUpRequests)} to warm it up.`
  );
}
