import { TokenBucket } from "limiter";
import { LRUCache } from "lru-cache";

/** How many requests are answered. */
export interface RequestLimit {
  /** How many a second, for long. */
  readonly perSecond: number;
  /** How many at once. */
  readonly burst: number;
}

/** The limits of an agent. */
export interface RequestLimits {
  /** For each address that requests come from. */
  readonly perClient: RequestLimit;
  /** For all together. */
  readonly overall: RequestLimit;
}

/** A pod asks once in a while; a node has some hundred pods. */
export const defaultLimits: RequestLimits = {
  perClient: { perSecond: 100, burst: 500 },
  overall: { perSecond: 1000, burst: 1000 },
};

/** More than a node has addresses. */
const maxClients = 10_000;

/** Counts requests against limits. */
export class RequestGate {
  readonly #limits: RequestLimits;
  readonly #overall: TokenBucket;
  readonly #clients = new LRUCache<string, TokenBucket>({ max: maxClients });

  constructor(limits: RequestLimits) {
    this.#limits = limits;
    this.#overall = createBucket(limits.overall);
  }

  /**
   * Tells whether a request may pass, and counts it if so. What a client's limit stops doesn't count against that of all.
   *
   * @param client - the address that it comes from
   */
  admits(client: string): boolean {
    let bucket = this.#clients.get(client);
    if (bucket === undefined) {
      bucket = createBucket(this.#limits.perClient);
      this.#clients.set(client, bucket);
    }
    return bucket.tryRemoveTokens(1) && this.#overall.tryRemoveTokens(1);
  }
}

function createBucket({ perSecond, burst }: RequestLimit): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: "second" });
  // The library's buckets begin empty.
  bucket.content = burst;
  return bucket;
}
