import type { Table } from "@eks-auth/benchmarks/src/report/table.ts";
import type { Step } from "../rehearsal/steps.ts";

/** Arranges steps in a table, with their sum in the last row. */
export function tabulateSteps(steps: readonly Step[]): Table {
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    headings: ["step", "outcome", "seconds"],
    rows: [
      ...steps.map(({ name, outcome, seconds }) => [name, outcome, seconds.toFixed(1)]),
      ["all", steps.every(({ outcome }) => outcome !== "failed") ? "done" : "failed", total.toFixed(1)],
    ],
  };
}
