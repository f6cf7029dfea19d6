import { AgentError } from "../core/errors.ts";
import type { HeldCredentials } from "../credentials/cached-credentials.ts";
import type { CredentialStore } from "../credentials/credential-store.ts";
import type { AdmittedToken } from "../token/token-cache.ts";

/** How many calls of the API a client may have begun that are not answered yet. */
export const maxFlightsPerClient = 32;

/**
 * Has each client wait for a bounded number of calls of the API: whoever makes up tokens, of which each costs a call, doesn't
 * keep those of other clients from their first credentials.
 */
export class FlightBound {
  readonly #store: Pick<CredentialStore, "obtain">;
  /** By client; those that have begun none are left out. */
  readonly #begun = new Map<string, number>();
  /** The keys of what was begun. */
  readonly #underWay = new Set<string>();

  constructor(store: Pick<CredentialStore, "obtain">) {
    this.#store = store;
  }

  /**
   * Asks the API for credentials, as the store does. Whoever waits for what is under way already begins nothing.
   *
   * @param client - the address that the request comes from
   * @throws AgentError 429 where the client has begun as many as it may; as the store does else
   */
  async obtain(client: string, admitted: AdmittedToken): Promise<HeldCredentials> {
    const { key } = admitted;
    if (this.#underWay.has(key)) {
      return this.#store.obtain(admitted);
    }
    const begun = this.#begun.get(client) ?? 0;
    if (begun >= maxFlightsPerClient) {
      throw new AgentError(
        429,
        "ThrottlingException",
        "Too many first requests of this address wait for the EKS Auth API. Ask again in a moment.",
      );
    }
    this.#begun.set(client, begun + 1);
    this.#underWay.add(key);
    try {
      return await this.#store.obtain(admitted);
    } finally {
      this.#underWay.delete(key);
      this.#end(client);
    }
  }

  #end(client: string): void {
    const left = (this.#begun.get(client) ?? 1) - 1;
    if (left === 0) {
      this.#begun.delete(client);
    } else {
      this.#begun.set(client, left);
    }
  }
}
