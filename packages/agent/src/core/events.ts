import type { PodIdentity } from "../token/pod-token.ts";
import type { AgentCounts } from "./counters.ts";
import { type AgentError, UpstreamError } from "./errors.ts";

/** A pod got new credentials. */
export interface Grant {
  /** The pod by its token. */
  readonly pod: PodIdentity;
  readonly associationId: string;
  /** The account of the assumed role. */
  readonly accountId: string;
  /** When the credentials end. */
  readonly expiration: Date;
  /** What the EKS Auth API calls the request in its own records. */
  readonly requestId: string | undefined;
  /** Whether they were got ahead, before the pod asked. */
  readonly renewal: boolean;
}

/** A request wasn't answered with credentials. */
export interface Refusal {
  /** The address that it came from. */
  readonly client: string;
  /** The pod by its token, where there is one. */
  readonly pod: PodIdentity | undefined;
  readonly status: number;
  readonly code: string;
  /** What the client was told. */
  readonly reason: string;
  /** What the EKS Auth API calls the request in its own records, where it refused. */
  readonly requestId: string | undefined;
  /** Why the agent has no AWS credentials of its own, where that is the reason. The client wasn't told. */
  readonly credentialsProblem: string | undefined;
}

/** Something that an operator should know. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  /** The pod that it is about, where it is about one. */
  readonly pod?: PodIdentity | undefined;
  /** Why the agent has no AWS credentials of its own, where that is the reason. */
  readonly credentialsProblem?: string | undefined;
}

/** Is told what the agent does. Nothing that it is told holds a token or a secret. */
export interface AgentHooks {
  readonly onGrant?: (issue: Grant) => void;
  /** Not for requests above a limit or of another path: those are only counted. */
  readonly onRefusal?: (refusal: Refusal) => void;
  readonly onLogEvent?: (notice: LogEvent) => void;
}

/**
 * Makes hooks that cost no pod its answer and don't end the process: what one throws or rejects with becomes a warning of
 * the process.
 *
 * @param ended - aborted, nobody is told anything any more
 */
export function guardHooks({ onGrant, onRefusal, onLogEvent }: AgentHooks, ended: AbortSignal): AgentHooks {
  return {
    ...(onGrant && { onGrant: guard(onGrant, ended) }),
    ...(onRefusal && { onRefusal: guard(onRefusal, ended) }),
    ...(onLogEvent && { onLogEvent: guard(onLogEvent, ended) }),
  };
}

function guard<Event>(
  hook: (event: Event) => void | Promise<void>,
  ended: AbortSignal,
): (event: Event) => Promise<void> {
  return async (event) => {
    if (ended.aborted) {
      return;
    }
    try {
      await hook(event);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : `A hook of the agent failed: ${error}`);
    }
  };
}

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
