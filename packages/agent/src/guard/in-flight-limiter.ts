import { AgentError } from "../core/errors.ts";
import type { CachedCredentials } from "../credentials/cached-credentials.ts";
import type { CredentialStore } from "../credentials/credential-store.ts";
import type { ResolvedToken } from "../token/token-cache.ts";

/** How many calls to the API the requests of one client can have in flight. */
export const maxCallsPerClient = 32;

/**
 * Limits the calls to the API that one client can have in flight. Each forged token costs a call, so a client that sends
 * many of them does not delay the first credentials of other clients.
 */
export class InFlightLimiter {
  readonly #store: Pick<CredentialStore, "fetch">;
  /** The number of calls by client, without zeros. */
  readonly #callsOf = new Map<string, number>();
  /** The cache keys that a call is in flight for. */
  readonly #keys = new Set<string>();

  constructor(store: Pick<CredentialStore, "fetch">) {
    this.#store = store;
  }

  /**
   * Fetches credentials from the store. A request that joins a call in flight does not count.
   *
   * @param client - the address that the request comes from
   * @throws AgentError with the reason `too_many_calls` if the client has too many calls in flight
   * @throws UpstreamError if the store has no credentials
   */
  async fetch(client: string, resolved: ResolvedToken): Promise<CachedCredentials> {
    const { key } = resolved;
    if (this.#keys.has(key)) {
      return this.#store.fetch(resolved);
    }
    const calls = this.#callsOf.get(client) ?? 0;
    if (calls >= maxCallsPerClient) {
      const message =
        "Too many first requests from this address wait for the EKS Auth API. Try again in a moment.";
      throw new AgentError("too_many_calls", message);
    }
    this.#callsOf.set(client, calls + 1);
    this.#keys.add(key);
    try {
      return await this.#store.fetch(resolved);
    } finally {
      this.#keys.delete(key);
      this.#countEnd(client);
    }
  }

  #countEnd(client: string): void {
    const left = (this.#callsOf.get(client) ?? 1) - 1;
    this.#callsOf.set(client, left);
    if (left === 0) {
      this.#callsOf.delete(client);
    }
  }
}
