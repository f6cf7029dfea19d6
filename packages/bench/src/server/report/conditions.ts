import type { Report } from "../result.ts";

/** Says what was measured on, and how much, in a sentence each. */
export function describeConditions({ machine, plan }: Report): string {
  const memory = Math.round(machine.memoryBytes / 2 ** 30);
  return (
    `${machine.cpu}, ${machine.cores} cores, ${memory} GiB, ${machine.platform}, Node.js ${machine.node}. ` +
    `${plan.rounds} rounds of ${plan.requestsPerRound.toLocaleString("en")} requests to each server, ` +
    `after ${plan.warmUpRequests.toLocaleString("en")} to warm it up.`
  );
}
