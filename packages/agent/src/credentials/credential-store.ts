import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { LRUCache } from "lru-cache";
import { UpstreamError } from "../core/errors.ts";
import type { AgentHooks, LogEventCode } from "../core/events.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { ResolvedToken } from "../token/token-cache.ts";
import { CachedCredentials } from "./cached-credentials.ts";
import { InstrumentedUpstream, type InstrumentedUpstreamOptions } from "./instrumented-upstream.ts";
import { NegativeCache } from "./negative-cache.ts";

interface CredentialStoreOptions extends InstrumentedUpstreamOptions {
  /** For how many pods credentials are cached: those that asked last. */
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
  readonly #cache: LRUCache<string, CachedCredentials>;
  readonly #failures: NegativeCache;
  readonly #calls = new SingleFlight<Outcome>();

  constructor(options: CredentialStoreOptions) {
    const { maxPods: max, counters, hooks } = options;
    this.#upstream = new InstrumentedUpstream(options);
    this.#hooks = hooks;
    this.#cache = new LRUCache({
      max,
      dispose: (credentials, _key, reason) => {
        if (reason === "evict" && credentials.isValid(Date.now())) {
          counters.evictions += 1;
        }
      },
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
   * @throws UpstreamError if there are no credentials; for a few seconds the same error again, without a call
   */
  async fetch(resolved: ResolvedToken): Promise<CachedCredentials> {
    const { key, token } = resolved;
    const failure = this.#failures.find(token);
    if (failure !== undefined) {
      throw failure;
    }
    const outcome = await this.#calls.join(key, () => this.#call(key, token));
    if (outcome.credentials !== undefined) {
      outcome.credentials.touch(token);
      return outcome.credentials;
    }
    if (dropsCredentials(outcome.error) && outcome.token.hash !== token.hash) {
      // The API rejected the other token, which is in the negative cache now. This one can still be good.
      return this.find(resolved) ?? this.fetch(resolved);
    }
    throw outcome.error;
  }

  /**
   * Removes expired credentials. Of those that are due for renewal, renews the ones that expire first.
   *
   * @returns resolves when that is done, even if the renewal failed
   */
  async renewNext(): Promise<void> {
    const due = this.#removeExpired(Date.now());
    if (due !== undefined) {
      const [key, cached] = due;
      await this.#calls.join(key, () => this.#renew(key, cached));
    }
  }

  /** Waits until no call is running. */
  settled(): Promise<void> {
    return this.#calls.settled();
  }

  #call(key: string, token: PodToken): Promise<Outcome> {
    const cached = this.#cache.get(key);
    if (!cached?.isValid(Date.now())) {
      return this.#fetchFirst(key, token);
    }
    cached.updateToken(token);
    return this.#renew(key, cached);
  }

  async #fetchFirst(key: string, token: PodToken): Promise<Outcome> {
    try {
      const fetched = await this.#upstream.assumeRole(token, false);
      const credentials = new CachedCredentials(fetched, token, Date.now());
      this.#cache.set(key, credentials);
      return { token, credentials };
    } catch (error) {
      this.#failures.add(token, error);
      return { token, error };
    }
  }

  async #renew(key: string, cached: CachedCredentials): Promise<Outcome> {
    const { token } = cached;
    cached.startRenewal();
    try {
      cached.renew(await this.#upstream.assumeRole(token, true), Date.now());
      return { token, credentials: cached };
    } catch (error) {
      if (dropsCredentials(error)) {
        this.#cache.delete(key);
        this.#failures.add(token, error);
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

  /** Removes expired credentials. Returns those that are due for renewal and expire first. */
  #removeExpired(now: number): [string, CachedCredentials] | undefined {
    let first: [string, CachedCredentials] | undefined;
    const expired: string[] = [];
    for (const entry of this.#cache) {
      const [key, cached] = entry;
      if (this.#calls.has(key)) {
        continue;
      }
      if (!cached.isValid(now)) {
        expired.push(key);
      } else if (cached.isDue(now) && (first === undefined || cached.expiresAt < first[1].expiresAt)) {
        first = entry;
      }
    }
    // Deleted only now, because the cache must not change during the loop.
    for (const key of expired) {
      this.#cache.delete(key);
    }
    return first;
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
