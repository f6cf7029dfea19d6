import type { AgentCounts } from "../agent-counts.ts";
import type { AgentError } from "../agent-error.ts";
import type { AgentHooks } from "../agent-hooks.ts";
import type { PodIdentity } from "../token/pod-token.ts";
import { UpstreamError } from "../upstream/upstream-error.ts";

/** Where refusals are recorded. */
export interface RefusalRecords {
  readonly counts: AgentCounts;
  readonly hooks: AgentHooks;
}

/**
 * Counts an answer that gives no credentials, and tells of it.
 *
 * @param client - the address that it goes to
 * @param pod - whose token the request had, where it had one
 */
export function recordRefusal(
  { counts, hooks }: RefusalRecords,
  client: string,
  pod: PodIdentity | undefined,
  error: AgentError,
): void {
  const { status, code, message: reason } = error;
  counts.answered(status);
  if (!isNoise(error)) {
    const { requestId, credentialsProblem } = error instanceof UpstreamError ? error : nothingOfTheApi;
    hooks.onRefusal?.({ client, pod, status, code, reason, requestId, credentialsProblem });
  }
}

const nothingOfTheApi = { requestId: undefined, credentialsProblem: undefined };

/** What a flood or a probe would fill the log with. */
function isNoise(error: AgentError): boolean {
  return (error.status === 429 || error.status === 404) && !(error instanceof UpstreamError);
}
