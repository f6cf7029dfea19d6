import { LRUCache } from "lru-cache";
import { UpstreamError } from "../core/errors.ts";
import type { PodToken } from "../token/pod-token.ts";

/** How long a refused pod is answered from memory: an association that was just made should soon work. */
const refusalLastsMs = 5_000;
/**
 * How long nobody asks again after the API couldn't be had: each call has made its three tries. SDKs ask again after a
 * second, two or three times: the first of these is answered from memory, the next leads to a call.
 */
const failureLastsMs = 1_500;

/** A clock that nobody sets; asked each time, for lru-cache else sets a timer to ask less. */
const bySteadyClock = { perf: { now: () => performance.now() }, ttlResolution: 0 };

/** What the API refused lately, by token: one of a pod's may be good where another isn't. */
export class RememberedRefusals {
  readonly #errors: LRUCache<string, UpstreamError>;

  /** @param size - how many it remembers */
  constructor(size: number) {
    this.#errors = new LRUCache({ ...bySteadyClock, max: size });
  }

  /** Finds what the API said to a token, if that was lately. */
  find({ hash }: PodToken): UpstreamError | undefined {
    return this.#errors.get(hash);
  }

  /** Remembers for some seconds why a token got nothing. What nobody foresaw isn't remembered. */
  remember({ hash }: PodToken, error: unknown): void {
    if (error instanceof UpstreamError) {
      this.#errors.set(hash, error, { ttl: error.dropsCredentials ? refusalLastsMs : failureLastsMs });
    }
  }
}
