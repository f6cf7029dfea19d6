import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { LRUCache } from "lru-cache";
import { UpstreamError } from "../core/errors.ts";
import type { AgentHooks } from "../core/events.ts";
import type { PodToken } from "../token/pod-token.ts";
import type { AdmittedToken } from "../token/token-cache.ts";
import { HeldCredentials } from "./cached-credentials.ts";
import { CountedCalls, type CountedCallsOptions } from "./instrumented-upstream.ts";
import { RememberedRefusals } from "./negative-cache.ts";

/** What a store works with. */
interface CredentialStoreOptions extends CountedCallsOptions {
  /** For how many pods credentials are kept: those that asked last. */
  readonly maxPods: number;
}

/** How a call for a pod ended. */
interface Outcome {
  /** What it was made with: of a pod that is known by its UID, another request may have another token. */
  readonly token: PodToken;
  /** What the pod gets, where it gets any. */
  readonly held?: HeldCredentials;
  /** Why it gets none. */
  readonly error?: unknown;
}

/** The credentials of a node's pods: asked for once, kept while they are valid, renewed ahead. */
export class CredentialStore {
  readonly #calls: CountedCalls;
  readonly #hooks: AgentHooks;
  readonly #held: LRUCache<string, HeldCredentials>;
  readonly #refusals: RememberedRefusals;
  readonly #flights = new SingleFlight<Outcome>();

  constructor(options: CredentialStoreOptions) {
    const { maxPods: max, counts, hooks } = options;
    this.#calls = new CountedCalls(options);
    this.#hooks = hooks;
    this.#held = new LRUCache({
      max,
      dispose: (held, _key, reason) => {
        if (reason === "evict" && held.isUsable(Date.now())) {
          counts.evicted();
        }
      },
    });
    this.#refusals = new RememberedRefusals(max);
  }

  /** For how many pods there are credentials. */
  get size(): number {
    return this.#held.size;
  }

  /**
   * Finds credentials that are kept.
   *
   * @returns `undefined` where there are none that may be given out, or they are to be renewed before
   */
  find({ key, token }: AdmittedToken): HeldCredentials | undefined {
    const now = Date.now();
    const held = this.#held.get(key);
    if (!held?.isUsable(now) || held.isOverdue(token, now)) {
      return undefined;
    }
    held.ask(token);
    return held;
  }

  /**
   * Asks the API for credentials. Whoever asks for the same pod meanwhile waits for the same answer. Where the API can't be
   * had, those that are kept are given as long as they may be.
   *
   * @throws UpstreamError where there are none; for a few seconds the same again without asking
   */
  async obtain(admitted: AdmittedToken): Promise<HeldCredentials> {
    const { key, token } = admitted;
    const refusal = this.#refusals.find(token);
    if (refusal !== undefined) {
      throw refusal;
    }
    const outcome = await this.#flights.join(key, () => this.#ask(key, token));
    if (outcome.held !== undefined) {
      outcome.held.ask(token);
      return outcome.held;
    }
    if (isRefusal(outcome.error) && outcome.token.hash !== token.hash) {
      // The other token's, which is remembered now: this one may be good.
      return this.find(admitted) ?? this.obtain(admitted);
    }
    throw outcome.error;
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
      await this.#flights.join(key, () => this.#renew(key, held));
    }
  }

  /** Waits until no call is under way. */
  settled(): Promise<void> {
    return this.#flights.settled();
  }

  #ask(key: string, token: PodToken): Promise<Outcome> {
    const held = this.#held.get(key);
    if (!held?.isUsable(Date.now())) {
      return this.#first(key, token);
    }
    held.learn(token);
    return this.#renew(key, held);
  }

  async #first(key: string, token: PodToken): Promise<Outcome> {
    try {
      const held = new HeldCredentials(await this.#calls.assumeRole(token, false), token, Date.now());
      this.#held.set(key, held);
      return { token, held };
    } catch (error) {
      this.#refusals.remember(token, error);
      return { token, error };
    }
  }

  async #renew(key: string, held: HeldCredentials): Promise<Outcome> {
    const { token } = held;
    held.beginRenewal();
    try {
      held.renew(await this.#calls.assumeRole(token, true), Date.now());
      return { token, held };
    } catch (error) {
      if (isRefusal(error)) {
        this.#held.delete(key);
        this.#refusals.remember(token, error);
        this.#warn(token, "The pod loses its credentials", error);
        return { token, error };
      }
      const now = Date.now();
      held.postponeRenewal(now);
      this.#warn(token, "The pod's credentials could not be renewed; it keeps what it has", error);
      return held.isUsable(now) ? { token, held } : { token, error };
    }
  }

  #warn({ pod }: PodToken, what: string, error: unknown): void {
    const { reason, credentialsProblem } = describe(error);
    this.#hooks.onLogEvent?.({ level: "warn", message: `${what}: ${reason}`, pod, credentialsProblem });
  }

  /** Forgets what has ended. Finds what is due. */
  #sweep(now: number): [string, HeldCredentials] | undefined {
    let first: [string, HeldCredentials] | undefined;
    const ended: string[] = [];
    for (const entry of this.#held) {
      const [key, held] = entry;
      if (this.#flights.has(key)) {
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

/** Whether the API said that the pod must not have credentials. */
function isRefusal(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.dropsCredentials;
}

function describe(error: unknown): { reason: string; credentialsProblem?: string | undefined } {
  if (!(error instanceof UpstreamError)) {
    return { reason: "an unexpected error" };
  }
  const { code, message, credentialsProblem } = error;
  return { reason: `${code}: ${message}`, credentialsProblem };
}
