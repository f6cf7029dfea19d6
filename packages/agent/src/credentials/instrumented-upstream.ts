import { type AgentErrorReason, UpstreamError } from "../core/errors.ts";
import type { Reporting } from "../core/events.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { PodCredentials, Upstream } from "../upstream/upstream.ts";
import { isValid } from "./cached-credentials.ts";

/** What calls to the API are made with. */
export interface InstrumentedUpstreamOptions extends Reporting {
  readonly clusterName: string;
  readonly upstream: Upstream;
}

/** Calls the EKS Auth API. Each call is counted with its duration, and each success is reported as an event. */
export class InstrumentedUpstream {
  readonly #options: InstrumentedUpstreamOptions;

  constructor(options: InstrumentedUpstreamOptions) {
    this.#options = options;
  }

  /**
   * Exchanges a pod's token for credentials that can be given out.
   *
   * @param renewal - whether the pod already has credentials
   * @throws UpstreamError if the API gives none, or such that have already expired
   */
  async assumeRole(token: PodToken, renewal: boolean): Promise<PodCredentials> {
    const { clusterName, upstream, counters, hooks } = this.#options;
    const startedAt = performance.now();
    try {
      const credentials = await upstream.assumeRole(clusterName, token.text);
      requireUnexpired(credentials);
      counters.countCall("Success", performance.now() - startedAt);
      const { associationId, accountId, expiration, requestId } = credentials;
      hooks.onGrant?.({ pod: token.pod, associationId, accountId, expiration, requestId, renewal });
      return credentials;
    } catch (error) {
      counters.countCall(outcomeOf(error), performance.now() - startedAt);
      throw error;
    }
  }
}

/** The outcomes that are no overload or outage of the API, although pods get a 503. */
const outcomes: Partial<Record<AgentErrorReason, string>> = {
  caller_refused: "CallerRefused",
  no_caller_token: "NoCallerCredentials",
  no_client_certificate: "NoCallerCredentials",
  no_signing_credentials: "NoCallerCredentials",
};

function outcomeOf(error: unknown): string {
  if (!(error instanceof UpstreamError)) {
    return "Unknown";
  }
  return error.apiReason === "unknown_key" ? "UnknownKey" : (outcomes[error.reason] ?? error.code);
}

function requireUnexpired({ expiration }: PodCredentials): void {
  if (!isValid(expiration.getTime(), Date.now())) {
    const message = "The EKS Auth API gave credentials that have expired or soon expire. Check the clocks.";
    throw new UpstreamError("bad_response", message);
  }
}
