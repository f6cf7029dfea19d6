import { TokenBucket } from "limiter";
import { LRUCache } from "lru-cache";

/**
 * What becomes of a request. A refusal is an answer, too, and costs as much as one: of what a client sends above its limit
 * only as much is refused as is answered below it. Who sends still more is shut out for a while.
 */
type Verdict = "answer" | "refuse" | "shut out";

/** For how long a client is shut out: in that time a limit gives it all that it may have in a second. */
const shutOutMs = 1_000;

/** More than a node has addresses. */
const maxClients = 10_000;

/** What a client may still do. */
interface Account {
  readonly requests: TokenBucket;
  readonly refusals: TokenBucket;
  /** By the steady clock. */
  shutOutUntil: number;
}

/** Counts requests against limits. */
export class RequestGate {
  readonly #limits: RequestLimits;
  readonly #overall: TokenBucket;
  readonly #accounts = new LRUCache<string, Account>({ max: maxClients });

  constructor(limits: RequestLimits) {
    this.#limits = limits;
    this.#overall = createBucket(limits.overall);
  }

  /**
   * Judges a request, and counts it. What a client's limit stops doesn't count against that of all; what the limit of all
   * stops is nobody's flood.
   *
   * @param client - the address that it comes from
   */
  judge(client: string): Verdict {
    const account = this.#accountOf(client);
    if (account.requests.tryRemoveTokens(1)) {
      return this.#overall.tryRemoveTokens(1) ? "answer" : "refuse";
    }
    if (account.refusals.tryRemoveTokens(1)) {
      return "refuse";
    }
    account.shutOutUntil = performance.now() + shutOutMs;
    return "shut out";
  }

  /** Tells whether a client is shut out now. */
  isShutOut(client: string): boolean {
    const account = this.#accounts.get(client);
    return account !== undefined && performance.now() < account.shutOutUntil;
  }

  #accountOf(client: string): Account {
    let account = this.#accounts.get(client);
    if (account === undefined) {
      const { perClient } = this.#limits;
      account = { requests: createBucket(perClient), refusals: createBucket(perClient), shutOutUntil: 0 };
      this.#accounts.set(client, account);
    }
    return account;
  }
}

function createBucket({ perSecond, burst }: RequestLimit): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: "second" });
  // The library's buckets begin empty.
  bucket.content = burst;
  return bucket;
}

/** How many requests are answered. */
export interface RequestLimit {
  /** How many a second, for long. */
  readonly perSecond: number;
  /** How many at once. */
  readonly burst: number;
}

/** The limits of an agent. */
export interface RequestLimits {
  /** For each address that requests come from. Whoever sends more than twice as much is shut out for a second. */
  readonly perClient: RequestLimit;
  /** For all together. */
  readonly overall: RequestLimit;
}

/** A pod asks once in a while; a node has some hundred pods. */
export const defaultLimits: RequestLimits = {
  perClient: { perSecond: 100, burst: 500 },
  overall: { perSecond: 1000, burst: 1000 },
};
