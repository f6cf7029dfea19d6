import type { LoadPlan } from "../measure/compare-load.ts";

/** How much is measured. */
export interface Plan extends LoadPlan {
  readonly name: "full" | "quick";
  /** After how many requests memory is read: early, and late. */
  readonly memoryRequests: readonly [early: number, late: number];
  /** Fresh processes for each subject that import it. */
  readonly imports: number;
  /** Runs of the generator. */
  readonly generations: number;
}

/** The plan whose figures the documentation has. */
export const fullPlan: Plan = {
  name: "full",
  warmUpRequests: 20_000,
  rounds: 12,
  requestsPerRound: 5_000,
  memoryRequests: [100_000, 200_000],
  imports: 15,
  generations: 3,
};

/** The plan for a quick look. */
export const quickPlan: Plan = {
  name: "quick",
  warmUpRequests: 4_000,
  rounds: 6,
  requestsPerRound: 1_500,
  memoryRequests: [8_000, 16_000],
  imports: 5,
  generations: 1,
};
