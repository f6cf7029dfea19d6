import { type Finding, type Step, steps } from "./finding.ts";
import { summarize } from "./summarize.ts";

/** What was found at all steps, and what it comes to. */
export interface Report {
  /** Whether no step failed. */
  readonly whole: boolean;
  /** The first step that failed. */
  readonly stoppedAt?: Step | undefined;
  /** A sentence or two for a person. */
  readonly summary: string;
  readonly steps: readonly (Finding & { readonly step: Step })[];
}

/**
 * Writes what the findings come to.
 *
 * @param outcome - what the pod gets, where it gets something, as a clause
 */
export function createReport(findings: Readonly<Record<Step, Finding>>, outcome: string | undefined): Report {
  const stoppedAt = steps.find((step) => findings[step].status === "failed");
  return {
    whole: stoppedAt === undefined,
    stoppedAt,
    summary: summarize(findings, stoppedAt, outcome),
    steps: steps.map((step) => ({ step, ...findings[step] })),
  };
}
