import { LRUCache } from "lru-cache";
import type { AgentCounts } from "../agent-counts.ts";
import type { AgentHooks } from "../agent-hooks.ts";
import { SingleFlight } from "../single-flight.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { AdmittedToken } from "../token/token-desk.ts";
import type { PodCredentials, Upstream } from "../upstream/upstream.ts";
import { UpstreamError } from "../upstream/upstream-error.ts";
import { HeldCredentials, isUsable } from "./held-credentials.ts";

/** How long a refused pod is answered from memory: an association that was just made should soon work. */
const refusalLastsMs = 5_000;
/**
 * How long nobody asks again after the API couldn't be had: each call has made its three tries. SDKs ask again after a
 * second, two or three times: the first of these is answered from memory, the next leads to a call.
 */
const failureLastsMs = 1_500;

/** A clock that nobody sets; asked each time, for lru-cache else sets a timer to ask less. */
const bySteadyClock = { perf: { now: () => performance.now() }, ttlResolution: 0 };

/** What a store works with. */
export interface CredentialStoreOptions {
  readonly clusterName: string;
  readonly upstream: Upstream;
  /** For how many pods credentials are kept: those that asked last. */
  readonly maxPods: number;
  readonly counts: AgentCounts;
  readonly hooks: AgentHooks;
}

/** The credentials of a node's pods: asked for once, kept while they are valid, renewed ahead. */
export class CredentialStore {
  readonly #options: CredentialStoreOptions;
  readonly #held: LRUCache<string, HeldCredentials>;
  readonly #refusals: LRUCache<string, UpstreamError>;
  readonly #calls = new SingleFlight<HeldCredentials>();

  constructor(options: CredentialStoreOptions) {
    const { maxPods: max, counts } = options;
    this.#options = options;
    this.#held = new LRUCache({
      max,
      dispose: (held, _key, reason) => {
        if (reason === "evict" && held.isUsable(Date.now())) {
          counts.evicted();
        }
      },
    });
    this.#refusals = new LRUCache({ ...bySteadyClock, max });
  }

  /** For how many pods there are credentials. */
  get size(): number {
    return this.#held.size;
  }

  /**
   * Finds credentials that are kept.
   *
   * @returns `undefined` where there are none that may be given out
   */
  find({ key, token }: AdmittedToken): HeldCredentials | undefined {
    const held = this.#held.get(key);
    if (!held?.isUsable(Date.now())) {
      return undefined;
    }
    held.ask(token);
    return held;
  }

  /**
   * Asks the API for credentials. Whoever asks for the same pod meanwhile waits for the same answer.
   *
   * @throws UpstreamError where it gives none; for a few seconds the same again without asking
   */
  async obtain({ key, token }: AdmittedToken): Promise<HeldCredentials> {
    const refusal = this.#refusals.get(token.hash);
    if (refusal !== undefined) {
      throw refusal;
    }
    const held = await this.#calls.join(key, () => this.#first(key, token));
    held.ask(token);
    return held;
  }

  /**
   * Forgets credentials that have ended, and renews those that are due and end first, if any are.
   *
   * @returns settles when that is done, well or not
   */
  async renewNext(): Promise<void> {
    const due = this.#sweep(Date.now());
    if (due !== undefined) {
      const [key, held] = due;
      await this.#calls.join(key, () => this.#renew(key, held)).catch(() => {});
    }
  }

  async #first(key: string, token: PodToken): Promise<HeldCredentials> {
    try {
      const held = new HeldCredentials(await this.#call(token, false), token, Date.now());
      this.#held.set(key, held);
      return held;
    } catch (error) {
      this.#rememberRefusal(token, error);
      throw error;
    }
  }

  async #renew(key: string, held: HeldCredentials): Promise<HeldCredentials> {
    const { token } = held;
    held.beginRenewal();
    try {
      held.renew(await this.#call(token, true), Date.now());
      return held;
    } catch (error) {
      if (error instanceof UpstreamError && error.dropsCredentials) {
        this.#held.delete(key);
        this.#rememberRefusal(token, error);
        this.#notice(token, `The pod loses its credentials: ${error.code}: ${error.message}`);
      } else {
        held.postponeRenewal(Date.now());
        this.#notice(
          token,
          `The pod's credentials could not be renewed; it keeps what it has: ${describe(error)}`,
        );
      }
      throw error;
    }
  }

  async #call(token: PodToken, renewal: boolean): Promise<PodCredentials> {
    const { clusterName, upstream, counts, hooks } = this.#options;
    const startedAt = performance.now();
    try {
      const credentials = await upstream.assumeRole(clusterName, token.text);
      requireUsable(credentials);
      counts.called("Success", performance.now() - startedAt);
      const { associationId, accountId, expiration, requestId } = credentials;
      hooks.onIssue?.({ pod: token.pod, associationId, accountId, expiration, requestId, renewal });
      return credentials;
    } catch (error) {
      counts.called(error instanceof UpstreamError ? error.code : "Unknown", performance.now() - startedAt);
      throw error;
    }
  }

  #rememberRefusal(token: PodToken, error: unknown): void {
    if (error instanceof UpstreamError) {
      this.#refusals.set(token.hash, error, {
        ttl: error.dropsCredentials ? refusalLastsMs : failureLastsMs,
      });
    }
  }

  #notice({ pod }: PodToken, message: string): void {
    this.#options.hooks.onNotice?.({ level: "warn", message, pod });
  }

  /** Forgets what has ended. Finds what is due. */
  #sweep(now: number): [string, HeldCredentials] | undefined {
    let first: [string, HeldCredentials] | undefined;
    const ended: string[] = [];
    for (const entry of this.#held) {
      const [key, held] = entry;
      if (this.#calls.has(key)) {
        continue;
      }
      if (!held.isUsable(now)) {
        ended.push(key);
      } else if (held.isDue(now) && (first === undefined || held.expiresAt < first[1].expiresAt)) {
        first = entry;
      }
    }
    // Not before: the cache's order must not change while it is walked through.
    ended.forEach((key) => {
      this.#held.delete(key);
    });
    return first;
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

function describe(error: unknown): string {
  return error instanceof UpstreamError ? `${error.code}: ${error.message}` : "an unexpected error";
}
