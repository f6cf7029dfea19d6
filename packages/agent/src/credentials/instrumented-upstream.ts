import type { AgentCounts } from "../core/counters.ts";
import { UpstreamError } from "../core/errors.ts";
import type { AgentHooks } from "../core/events.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { PodCredentials, Upstream } from "../upstream/upstream.ts";
import { isUsable } from "./cached-credentials.ts";

/** What calls are made with. */
export interface CountedCallsOptions {
  readonly clusterName: string;
  readonly upstream: Upstream;
  readonly counts: AgentCounts;
  readonly hooks: AgentHooks;
}

/** Calls of the EKS Auth API, each counted, and told of where it brings credentials. */
export class CountedCalls {
  readonly #options: CountedCallsOptions;

  constructor(options: CountedCallsOptions) {
    this.#options = options;
  }

  /**
   * Trades a pod's token for credentials that may be given out.
   *
   * @param renewal - whether the pod has some
   * @throws UpstreamError where the API gives none
   */
  async assumeRole(token: PodToken, renewal: boolean): Promise<PodCredentials> {
    const { clusterName, upstream, counts, hooks } = this.#options;
    const startedAt = performance.now();
    try {
      const credentials = await upstream.assumeRole(clusterName, token.text);
      requireUsable(credentials);
      counts.called("Success", performance.now() - startedAt);
      const { associationId, accountId, expiration, requestId } = credentials;
      hooks.onGrant?.({ pod: token.pod, associationId, accountId, expiration, requestId, renewal });
      return credentials;
    } catch (error) {
      counts.called(error instanceof UpstreamError ? error.code : "Unknown", performance.now() - startedAt);
      throw error;
    }
  }
}

function requireUsable({ expiration }: PodCredentials): void {
  if (!isUsable(expiration.getTime(), Date.now())) {
    const message = "The EKS Auth API gave credentials that end at once. Check the clocks.";
    throw new UpstreamError(
      { status: 503, code: "ServiceUnavailableException", message },
      { dropsCredentials: false },
    );
  }
}
