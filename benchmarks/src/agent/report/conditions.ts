import { describeMachineBriefly } from "../../report/conditions.ts";
import { formatCount } from "../../report/format.ts";
import type { Report } from "../result.ts";

/** Says what was measured on, and how much, in a sentence each. */
export function describeConditions({ machine, plan: { load, memory, starts } }: Report): string {
  return (
    `${describeMachineBriefly(machine)} ` +
    `CPU: ${load.rounds} rounds of ${formatCount(load.requestsPerRound)} requests to each server, ` +
    `after ${formatCount(load.warmUpRequests)} to warm it up. ` +
    `Memory: ${memory.runs} processes, left alone for ${memory.settleMs / 1000} s. ` +
    `Start: ${starts} processes.`
  );
}
