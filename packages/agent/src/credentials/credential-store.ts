import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { UpstreamError } from "../core/errors.ts";
import type { AgentHooks, LogEventCode } from "../core/events.ts";
import { FairCache } from "../core/fair-cache.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { ResolvedToken } from "../token/token-cache.ts";
import { CachedCredentials } from "./cached-credentials.ts";
import { InstrumentedUpstream, type InstrumentedUpstreamOptions } from "./instrumented-upstream.ts";
import { NegativeCache } from "./negative-cache.ts";
import { findNextRenewal } from "./next-renewal.ts";

interface CredentialStoreOptions extends InstrumentedUpstreamOptions {
  /** For how many pods credentials are cached. Clients share them fairly. */
  readonly maxPods: number;
}

/** The result of a call for a pod. */
interface Outcome {
  /** The token of the call. Another request of the same pod can have another token. */
  readonly token: PodToken;
  /** The pod's credentials, if it gets any. */
  readonly credentials?: CachedCredentials;
  /** Why it gets none. */
  readonly error?: unknown;
}

/** The credentials of a node's pods: fetched once, cached while they are valid, renewed early. */
export class CredentialStore {
  readonly #upstream: InstrumentedUpstream;
  readonly #hooks: AgentHooks;
  readonly #cache: FairCache<string, CachedCredentials>;
  readonly #failures: NegativeCache;
  readonly #calls = new SingleFlight<Outcome>();
  /** How often everything was removed. The result of a call that began before is not cached. */
  #clears = 0;

  constructor(options: CredentialStoreOptions) {
    const { maxPods: max, counters, hooks } = options;
    this.#upstream = new InstrumentedUpstream(options);
    this.#hooks = hooks;
    this.#cache = new FairCache(max, (credentials) => {
      if (credentials.isValid(Date.now())) {
        counters.evictions += 1;
      }
    });
    this.#failures = new NegativeCache(max);
  }

  /** For how many pods credentials are cached. */
  get size(): number {
    return this.#cache.size;
  }

  /**
   * Finds cached credentials.
   *
   * @returns undefined if there are none that can be given out, or if they must be renewed first
   */
  find({ key, token }: ResolvedToken): CachedCredentials | undefined {
    const now = Date.now();
    const cached = this.#cache.get(key);
    if (!cached?.isValid(now) || cached.isOverdue(token, now)) {
      return undefined;
    }
    cached.touch(token);
    return cached;
  }

  /**
   * Fetches credentials from the API. Concurrent requests of the same pod share one call. If the call fails but valid
   * credentials are cached, returns these.
   *
   * @param client - the address that the request comes from; the credentials of its first request count for it
   * @throws UpstreamError if there are no credentials; for a few seconds the same error again, without a call
   */
  async fetch(resolved: ResolvedToken, client: string): Promise<CachedCredentials> {
    const { key, token } = resolved;
    const failure = this.#failures.find(token);
    if (failure !== undefined) {
      throw failure;
    }
    const outcome = await this.#calls.join(key, () => this.#call(key, token, client));
    if (outcome.credentials !== undefined) {
      outcome.credentials.touch(token);
      return outcome.credentials;
    }
    if (dropsCredentials(outcome.error) && outcome.token.hash !== token.hash) {
      // The API rejected the other token, which is in the negative cache now. This one can still be good.
      return this.find(resolved) ?? this.fetch(resolved, client);
    }
    throw outcome.error;
  }

  /**
   * Removes expired credentials. Renews the next ones that are due for renewal.
   *
   * @returns resolves when that is done, even if the renewal failed
   */
  async renewNext(): Promise<void> {
    const due = findNextRenewal(this.#cache, (key) => this.#calls.has(key), Date.now());
    if (due !== undefined) {
      const { key, cached, client } = due;
      await this.#calls.join(key, () => this.#renew(key, cached, client));
    }
  }

  /** Removes all cached credentials and failures. A request after it does not join a call that began before. */
  clear(): void {
    this.#clears++;
    this.#calls.detach();
    this.#cache.clear();
    this.#failures.clear();
  }

  /** Waits until no call is running. */
  settled(): Promise<void> {
    return this.#calls.settled();
  }

  #call(key: string, token: PodToken, client: string): Promise<Outcome> {
    const cached = this.#cache.get(key);
    if (!cached?.isValid(Date.now())) {
      return this.#fetchFirst(key, token, client);
    }
    cached.updateToken(token);
    return this.#renew(key, cached, client);
  }

  async #fetchFirst(key: string, token: PodToken, client: string): Promise<Outcome> {
    const clears = this.#clears;
    try {
      const fetched = await this.#upstream.assumeRole(token, false);
      const credentials = new CachedCredentials(fetched, token, Date.now());
      if (clears === this.#clears) {
        this.#cache.set(key, credentials, client);
      }
      return { token, credentials };
    } catch (error) {
      if (clears === this.#clears) {
        this.#failures.add(token, error, client);
      }
      return { token, error };
    }
  }

  async #renew(key: string, cached: CachedCredentials, client: string): Promise<Outcome> {
    const { token } = cached;
    const clears = this.#clears;
    cached.startRenewal();
    try {
      cached.renew(await this.#upstream.assumeRole(token, true), Date.now());
      return { token, credentials: cached };
    } catch (error) {
      if (dropsCredentials(error)) {
        if (clears === this.#clears) {
          this.#cache.delete(key);
          this.#failures.add(token, error, client);
        }
        this.#warn("credentials_dropped", token, "The pod loses its credentials", error);
        return { token, error };
      }
      const now = Date.now();
      cached.postponeRenewal(now);
      const what = "The pod's credentials could not be renewed; it keeps those it has";
      this.#warn("renewal_failed", token, what, error);
      return cached.isValid(now) ? { token, credentials: cached } : { token, error };
    }
  }

  #warn(code: LogEventCode, { pod }: PodToken, what: string, error: unknown): void {
    const { reason, credentialsProblem } = describe(error);
    const message = `${what}: ${reason}`;
    this.#hooks.onLogEvent?.({ level: "warn", code, message, pod, credentialsProblem });
  }
}

/** Whether the API said that the pod must not have credentials; `classify-failure.ts` decides that. */
function dropsCredentials(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.dropsCredentials;
}

function describe(error: unknown): { reason: string; credentialsProblem?: string | undefined } {
  if (!(error instanceof UpstreamError)) {
    // The message of another error could contain a secret.
    return { reason: "an unexpected error" };
  }
  const { code, message, credentialsProblem } = error;
  return { reason: `${code}: ${message}`, credentialsProblem };
}
