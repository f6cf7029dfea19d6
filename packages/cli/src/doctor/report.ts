import { styleText } from "node:util";
import { type Finding, type Status, type Step, steps } from "./check.ts";
import type { Verdict } from "./diagnose-error.ts";

/** Brings together what was found at each step and what agent and server said about steps that aren't their own. */
export function settle(
  findings: Readonly<Record<Step, Finding>>,
  verdicts: readonly Verdict[],
): Readonly<Record<Step, Finding>> {
  const settled = steps.map((step) => {
    const own = findings[step];
    const verdict = verdicts.find((each) => each.step === step);
    return [step, verdict === undefined || own.status === "failed" ? own : settleOne(own, verdict)] as const;
  });
  return Object.fromEntries(settled) as Record<Step, Finding>;
}

function settleOne(own: Finding, { step, by, found, remedy }: Verdict): Finding {
  const isContradicted = by !== step && (own.status === "ok" || own.status === "warning");
  if (!isContradicted) {
    return { status: "failed", found, remedy };
  }
  return {
    status: "failed",
    found: `${own.found} Yet this: ${found}`,
    remedy:
      step === "keys" || step === "association"
        ? "Check that the server is the one of this configuration and has taken it, and that the agent asks it for this cluster."
        : remedy,
  };
}

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

/**
 * Says what the findings come to: where the way stops and how to mend it, or what the pod gets.
 *
 * @param stoppedAt - the first step that failed
 * @param outcome - what the pod gets, where it gets something, as a clause
 */
function summarize(
  findings: Readonly<Record<Step, Finding>>,
  stoppedAt: Step | undefined,
  outcome: string | undefined,
): string {
  if (stoppedAt !== undefined) {
    const { found, remedy } = findings[stoppedAt];
    return [`The way stops at ${nameStep(stoppedAt)}. ${found}`, remedy].filter(Boolean).join(" ");
  }
  const warned = steps.filter((step) => findings[step].status === "warning").map(nameStep);
  const warning = warned.length === 0 ? "" : ` Mind the warning at ${warned.join(" and ")}.`;
  return outcome === undefined
    ? `Nothing stops the way as far as it was walked; neither an agent nor a server was asked for credentials.${warning}`
    : `The way is whole: ${outcome}.${warning}`;
}

function nameStep(step: Step): string {
  return step === "STS" ? step : `the ${step}`;
}

const colours: Readonly<Record<Status, "green" | "yellow" | "red" | "dim">> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "dim",
  "not reached": "dim",
};

const stepWidth = Math.max(...steps.map((step) => step.length));
const statusWidth = Math.max(...Object.keys(colours).map((status) => status.length));

/**
 * Writes a report as a table for a person: step, status and what was found, with the remedy on the line below.
 *
 * @param stream - where it will be printed; there is colour on a terminal alone
 */
export function printReport(report: Report, stream: NodeJS.WritableStream): string {
  const margin = " ".repeat(stepWidth + statusWidth + 4);
  return report.steps
    .map(({ step, status, found, remedy }) => {
      const mark = styleText(colours[status], status.padEnd(statusWidth), { stream });
      // What would have a step done isn't worth a line of its own.
      const separator = status === "skipped" ? " " : `\n${margin}`;
      const text = remedy === undefined ? found : `${found}${separator}${remedy}`;
      return `${step.padEnd(stepWidth)}  ${mark}  ${text}\n`;
    })
    .join("");
}
