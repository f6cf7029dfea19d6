import { type Finding, type Step, steps } from "./finding.ts";

/**
 * Says what the findings come to: where the way stops and how to mend it, or what the pod gets.
 *
 * @param stoppedAt - the first step that failed
 * @param outcome - what the pod gets, where it gets something, as a clause
 */
export function summarize(
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
