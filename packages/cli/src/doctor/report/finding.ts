/** The steps of the way that a pod's credentials take, in their order. */
export const steps = ["variables", "token file", "agent", "server", "keys", "association", "STS"] as const;

/** A step of the way that a pod's credentials take. */
export type Step = (typeof steps)[number];

/** How a step went. */
export type Status = "ok" | "warning" | "failed" | "skipped" | "not reached";

/** What was found at a step. It holds neither a token nor a secret. */
export interface Finding {
  readonly status: Status;
  /** What was found, in sentences. */
  readonly found: string;
  /** How to mend it or, where a step was skipped, what would have it done. */
  readonly remedy?: string | undefined;
}

/** Says that a step wasn't done, for an earlier one has nothing to go on with. */
export function notReached(needed: string): Finding {
  return { status: "not reached", found: `It needs ${needed}.` };
}
