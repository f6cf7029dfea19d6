import type { AgentLoadPlan } from "./load/measure.ts";
import type { MemoryPlan } from "./memory/measure.ts";

/** How much is measured. */
export interface Plan {
  readonly name: "full" | "quick";
  readonly load: AgentLoadPlan;
  readonly memory: MemoryPlan;
  /** Starts of each variant, signing and not. */
  readonly starts: number;
}

/** As many as an agent keeps credentials for. */
const manyPods = 2_000;

/** The plan whose figures the documentation has. */
export const fullPlan: Plan = {
  name: "full",
  load: { pods: [1, manyPods], warmUpRequests: 20_000, rounds: 12, requestsPerRound: 8_000 },
  memory: { pods: manyPods, runs: 5, settleMs: 3_000 },
  starts: 25,
};

/** The plan for a quick look. */
export const quickPlan: Plan = {
  name: "quick",
  load: { pods: [1, manyPods], warmUpRequests: 10_000, rounds: 6, requestsPerRound: 3_000 },
  memory: { pods: manyPods, runs: 1, settleMs: 1_000 },
  starts: 5,
};
