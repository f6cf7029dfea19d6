import type { Verdict } from "./attribution/attribute-refusal.ts";
import { type Finding, type Step, steps } from "./report/finding.ts";

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
