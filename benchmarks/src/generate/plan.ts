/** How often what is measured. */
export interface Plan {
  readonly name: "full" | "quick";
  /** Runs of `npm run generate` with nothing to do. */
  readonly idleRuns: number;
  /** Changes of the model that are saved. */
  readonly changes: number;
}

/** The plan whose figures the documentation has. */
export const fullPlan: Plan = { name: "full", idleRuns: 15, changes: 7 };

/** The plan for a quick look. */
export const quickPlan: Plan = { name: "quick", idleRuns: 3, changes: 2 };
