import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import type { Counters } from "./counters.ts";
import { type AgentError, type AgentErrorReason, UpstreamError } from "./errors.ts";

/** The pod that a token belongs to, according to the token. Unverified, unless stated otherwise. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly name: string;
  readonly uid: string;
}

/** A pod got new credentials. */
export interface Grant {
  /** The pod, according to its token. */
  readonly pod: PodIdentity;
  readonly associationId: string;
  /** The account of the assumed role. */
  readonly accountId: string;
  /** When the credentials expire. */
  readonly expiration: Date;
  /** The EKS Auth API's ID of the request. */
  readonly requestId: string | undefined;
  /** Whether the pod already had credentials. */
  readonly renewal: boolean;
}

/** A request got no credentials. */
export interface Refusal {
  /** The address that the request came from. */
  readonly client: string;
  /** The pod, according to the request's token, if it could be read. */
  readonly pod: PodIdentity | undefined;
  /** The HTTP status of the response. */
  readonly status: number;
  /** The error's name on the wire. */
  readonly code: string;
  /** Why, as a stable code. */
  readonly reason: AgentErrorReason;
  /** The text that the client got. */
  readonly message: string;
  /** The EKS Auth API's ID of the request, if the API rejected it. */
  readonly requestId: string | undefined;
  /** Why the agent has no credentials to call with, if that is the reason. The client was not told. */
  readonly credentialsProblem: string | undefined;
  /** The beginning of the request's Host header, if it is not allowed. The client was not told. */
  readonly host: string | undefined;
}

/** What a log event says, for code to decide on. */
export type LogEventCode =
  | "accept_failed"
  | "address_unavailable"
  | "caller_token_missing"
  | "client_certificate_missing"
  | "credentials_dropped"
  | "renewal_failed"
  | "request_failed"
  | "signing_credentials_missing";

/** Something that an operator should know. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  readonly code: LogEventCode;
  readonly message: string;
  /** The pod that the event is about, if it is about one. */
  readonly pod?: PodIdentity | undefined;
  /** Why the agent has no credentials to call with, if that is the reason. */
  readonly credentialsProblem?: string | undefined;
}

/** Functions that the agent calls to report what it does. No event contains a token or a secret. */
export interface AgentHooks {
  readonly onGrant?: (grant: Grant) => void;
  /** Not called for requests over a limit or for another path: those are only counted. */
  readonly onRefusal?: (refusal: Refusal) => void;
  readonly onLogEvent?: (event: LogEvent) => void;
}

/**
 * Wraps hooks so that a hook that throws or rejects only causes a warning of the process.
 *
 * @param stopped - if aborted, no hook is called any more
 */
export function guardHooks({ onGrant, onRefusal, onLogEvent }: AgentHooks, stopped: AbortSignal): AgentHooks {
  return {
    ...(onGrant && { onGrant: guardHook(onGrant, stopped) }),
    ...(onRefusal && { onRefusal: guardHook(onRefusal, stopped) }),
    ...(onLogEvent && { onLogEvent: guardHook(onLogEvent, stopped) }),
  };
}

function guardHook<Event>(
  hook: (event: Event) => void | Promise<void>,
  stopped: AbortSignal,
): (event: Event) => Promise<void> {
  return async (event) => {
    if (stopped.aborted) {
      return;
    }
    try {
      await hook(event);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : `A hook of the agent failed: ${error}`);
    }
  };
}

/** The counters and hooks that responses are reported to. */
export interface Reporting {
  readonly counters: Counters;
  readonly hooks: AgentHooks;
}

/**
 * Counts and reports a response without credentials.
 *
 * @param client - the address that the request came from
 * @param pod - the pod of the request's token, if it could be read
 * @param host - the request's Host header, if it is not allowed
 */
export function reportRefusal(
  { counters, hooks }: Reporting,
  client: string,
  pod: PodIdentity | undefined,
  error: AgentError,
  host?: string,
): void {
  const { status, code, reason, message } = error;
  counters.countResponse(status);
  if (!isNoise(error)) {
    const { requestId, credentialsProblem } = error instanceof UpstreamError ? error : withoutApi;
    const refusal = { client, pod, status, code, reason, message, requestId, credentialsProblem };
    hooks.onRefusal?.({ ...refusal, host: host && redactSecrets(host).slice(0, maxHostLength) });
  }
}

/** Longer than the hosts of most requests. */
const maxHostLength = 100;

const withoutApi = { requestId: undefined, credentialsProblem: undefined };

/** Whether a flood or a probe would fill the log with such errors. */
function isNoise(error: AgentError): boolean {
  return (error.status === 429 || error.status === 404) && !(error instanceof UpstreamError);
}
