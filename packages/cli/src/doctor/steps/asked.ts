import type { Refusal } from "../attribution/refusal.ts";
import type { GotCredentials } from "../credentials/got-credentials.ts";
import type { Finding } from "../report/finding.ts";

/** What came of asking an agent or a server for credentials. */
export interface Asked {
  readonly finding: Finding;
  readonly credentials?: GotCredentials | undefined;
  /** Why there are none, which may be about another step. */
  readonly refusal?: Refusal | undefined;
}

/** Says that whoever was asked gave neither credentials nor a reason. */
export function failToAsk(found: string, remedy: string): Asked {
  return { finding: { status: "failed", found, remedy } };
}
