import { FairSlots } from "@eks-auth/server-runtime/rate-limits";
import { AgentError } from "../core/errors.ts";
import type { CachedCredentials } from "../credentials/cached-credentials.ts";
import type { CredentialStore } from "../credentials/credential-store.ts";
import type { ResolvedToken } from "../token/token-cache.ts";

/** How many calls to the API the requests of one client can have in flight. */
export const maxCallsPerClient = 32;

/** For all clients. Fewer than the connections to the API, so that a call doesn't wait for a connection. */
const maxCalls = 192;

/** A client can have this part of the calls that are still free. */
const partOfFree = 1 / 4;

/**
 * Limits the calls to the API that are in flight, of one client and of all. Each forged token costs a call, so clients that
 * send many of them must not delay the first credentials of other clients. One call of a client is always allowed.
 */
export class InFlightLimiter {
  readonly #store: Pick<CredentialStore, "fetch">;
  readonly #calls = new FairSlots(partOfFree);
  /** The cache keys that a call is in flight for. */
  readonly #keys = new Set<string>();

  constructor(store: Pick<CredentialStore, "fetch">) {
    this.#store = store;
  }

  /**
   * Fetches credentials from the store. A request that joins a call in flight does not count.
   *
   * @param client - the address that the request comes from
   * @throws AgentError with the reason `too_many_calls` if the client has too many calls in flight for now
   * @throws UpstreamError if the store has no credentials
   */
  async fetch(client: string, resolved: ResolvedToken): Promise<CachedCredentials> {
    const { key } = resolved;
    if (this.#keys.has(key)) {
      return this.#store.fetch(resolved, client);
    }
    if (!this.#isAllowed(client)) {
      const message =
        "Too many first requests from this address wait for the EKS Auth API. Try again in a moment.";
      throw new AgentError("too_many_calls", message);
    }
    this.#calls.take(client);
    this.#keys.add(key);
    try {
      return await this.#store.fetch(resolved, client);
    } finally {
      this.#keys.delete(key);
      this.#calls.free(client);
    }
  }

  #isAllowed(client: string): boolean {
    const calls = this.#calls.countOf(client);
    return calls === 0 || (calls < maxCallsPerClient && this.#calls.hasRoom(client, maxCalls));
  }
}
