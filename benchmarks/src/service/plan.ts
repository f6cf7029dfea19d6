import type { ServiceLoadPlan } from "./load/measure.ts";
import type { LookupPlan } from "./lookup/measure.ts";
import type { MemoryPlan } from "./memory/measure.ts";
import type { VerificationPlan } from "./verification/measure.ts";

/** How much is measured. */
export interface Plan {
  readonly name: "full" | "quick";
  readonly load: ServiceLoadPlan;
  readonly verification: VerificationPlan;
  /** Starts of `eks-auth serve` for each source of credentials. */
  readonly starts: number;
  readonly memory: MemoryPlan;
  readonly lookups: LookupPlan;
}

const memorySizes = [
  { clusters: 1, associations: 1 },
  { clusters: 100, associations: 1_000 },
];

/** The plan whose figures the documentation has. */
export const fullPlan: Plan = {
  name: "full",
  load: { pods: 500, warmUpRequests: 10_000, rounds: 12, requestsPerRound: 3_000 },
  verification: { rounds: 12, perRound: 1_000 },
  starts: 25,
  memory: { sizes: memorySizes, runs: 5, requests: 1_000 },
  lookups: { sizes: [10, 100, 1_000, 10_000, 100_000, 1_000_000], batches: 20_000 },
};

/** The plan for a quick look. */
export const quickPlan: Plan = {
  name: "quick",
  load: { pods: 500, warmUpRequests: 2_000, rounds: 6, requestsPerRound: 800 },
  verification: { rounds: 4, perRound: 500 },
  starts: 5,
  memory: { sizes: memorySizes, runs: 1, requests: 1_000 },
  lookups: { sizes: [10, 10_000, 1_000_000], batches: 3_000 },
};
