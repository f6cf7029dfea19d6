import type { Finding } from "../../report/finding.ts";

/** Something that keeps AWS SDKs from the agent. */
export interface Trouble {
  readonly found: string;
  readonly remedy: string;
}

/** Makes one finding of several troubles. */
export function toFinding(status: "failed" | "warning", troubles: readonly Trouble[]): Finding {
  return {
    status,
    found: troubles.map(({ found }) => found).join(" "),
    remedy: troubles.map(({ remedy }) => remedy).join(" "),
  };
}
