import { FairRate, maxClients, type RequestLimit, TokenBucket } from "@eks-auth/server-runtime/rate-limits";
import { LRUCache } from "lru-cache";

/** The limits of an agent. */
export interface RequestLimits {
  /** For each client address. A client that exceeds twice the limit is blocked for a second. */
  readonly perClient: RequestLimit;
  /** For all clients together. They share it fairly: a client below its share is not rejected because of others. */
  readonly overall: RequestLimit;
}

/** A pod asks from time to time; a node has some hundred pods. */
export const defaultLimits: RequestLimits = {
  perClient: { perSecond: 100, burst: 500 },
  overall: { perSecond: 1000, burst: 1000 },
};

/**
 * What to do with a request. A rejection costs as much as an answer, so a client gets only as many rejections as answers.
 * If it sends still more, it is blocked for a while.
 */
type Verdict = "allow" | "reject" | "block";

/** How long a client is blocked. In that time its bucket fills by the requests of one second. */
const blockMs = 1_000;

/** What a client has left. */
interface Allowance {
  readonly requests: TokenBucket;
  readonly rejections: TokenBucket;
  readonly share: TokenBucket;
  /** On the monotonic clock. */
  blockedUntil: number;
}

/**
 * Limits the rate of requests, of each client and of all together.
 *
 * A client is a whole address, of IPv6 too: the pods of a node often have addresses of the same /64. A client cannot use
 * addresses that are not its own, because it would not get the packets that open a TCP connection.
 */
export class RateLimiter {
  readonly #limits: RequestLimits;
  readonly #overall: FairRate;
  readonly #allowances = new LRUCache<string, Allowance>({ max: maxClients });

  constructor(limits: RequestLimits) {
    this.#limits = limits;
    this.#overall = new FairRate(limits.overall);
  }

  /**
   * Counts a request and decides on it. Requests over a client's limit do not count against the overall limit. Requests
   * over the overall limit never block a client. A client stays blocked for a second.
   *
   * @param client - the address that the request comes from
   */
  check(client: string): Verdict {
    const allowance = this.#allowanceOf(client);
    if (isBlocked(allowance)) {
      return "block";
    }
    if (allowance.requests.tryTake()) {
      return this.#overall.tryTake(client, allowance.share) ? "allow" : "reject";
    }
    if (allowance.rejections.tryTake()) {
      return "reject";
    }
    allowance.blockedUntil = performance.now() + blockMs;
    return "block";
  }

  /** Whether a client is blocked now. */
  isBlocked(client: string): boolean {
    const allowance = this.#allowances.get(client);
    return allowance !== undefined && isBlocked(allowance);
  }

  #allowanceOf(client: string): Allowance {
    let allowance = this.#allowances.get(client);
    if (allowance === undefined) {
      const { perClient } = this.#limits;
      allowance = {
        requests: new TokenBucket(perClient),
        rejections: new TokenBucket(perClient),
        share: this.#overall.createShare(),
        blockedUntil: 0,
      };
      this.#allowances.set(client, allowance);
    }
    return allowance;
  }
}

function isBlocked({ blockedUntil }: Allowance): boolean {
  return performance.now() < blockedUntil;
}
