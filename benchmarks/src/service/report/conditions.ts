import { describeMachineBriefly } from "../../report/conditions.ts";
import { formatCount } from "../../report/format.ts";
import type { Report } from "../result.ts";

/** Says what was measured on, and how much, in a sentence each. */
export function describeConditions({ machine, plan: { load, starts, memory, lookups } }: Report): string {
  return (
    `${describeMachineBriefly(machine)} ` +
    `CPU: ${load.rounds} rounds of ${formatCount(load.requestsPerRound)} requests to each server, ` +
    `after ${formatCount(load.warmUpRequests)} to warm it up, with the tokens of ${load.pods} pods in turn. ` +
    `Start: ${starts} processes. Memory: ${memory.runs} processes, ${formatCount(memory.requests)} requests to each. ` +
    `Look-ups: ${formatCount(lookups.batches)} batches of 16.`
  );
}
