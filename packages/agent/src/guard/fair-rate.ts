import { TokenBucket } from "limiter";

/** A request rate. */
export interface RequestLimit {
  /** The sustained rate. */
  readonly perSecond: number;
  /** How many requests can come at once. */
  readonly burst: number;
}

/** How long a client counts after its last request. */
const windowMs = 1_000;

/** More than a node has addresses. */
export const maxClients = 10_000;

/**
 * A rate that clients share fairly, like the classes of a hierarchical token bucket: while there is room, any client can
 * use it; if not, each client still gets its share, which is the rate divided by the number of clients that asked in the
 * last second. What clients get as their shares is taken from the room that is left for more.
 *
 * So the sustained rate is kept. Only for a moment, if clients come one after the other and each uses its whole share at
 * once, there are more requests.
 *
 * @see https://en.wikipedia.org/wiki/Token_bucket#Hierarchical_token_bucket
 */
export class FairRate {
  readonly #perSecond: number;
  /** What any client can use. Below zero if the shares of clients have used it up. */
  readonly #room: TokenBucket;
  /** When each client asked last, on the monotonic clock; the least recent first. Only those of the last second. */
  readonly #lastRequests = new Map<string, number>();

  constructor(limit: RequestLimit) {
    this.#perSecond = limit.perSecond;
    this.#room = createBucket(limit);
  }

  /** Creates what a client has left of its share. A new client has a whole one, of at least one request. */
  createShare(): TokenBucket {
    return createBucket({ perSecond: this.#perSecond, burst: Math.max(1, this.#perSecond) });
  }

  /**
   * Counts a request.
   *
   * @param client - the address that the request comes from
   * @param share - the client's share, made by {@link createShare}
   * @returns false if there is no room and the client has used its share
   */
  tryTake(client: string, share: TokenBucket): boolean {
    share.tokensPerInterval = this.#perSecond / this.#countClients(client);
    share.bucketSize = Math.max(1, share.tokensPerInterval);
    const isWithinShare = share.tryRemoveTokens(1);
    if (this.#room.tryRemoveTokens(1)) {
      return true;
    }
    this.#room.content -= isWithinShare ? 1 : 0;
    return isWithinShare;
  }

  /** Counts the clients of the last second, with this one. */
  #countClients(client: string): number {
    const now = performance.now();
    this.#lastRequests.delete(client);
    this.#lastRequests.set(client, now);
    for (const [other, lastRequest] of this.#lastRequests) {
      if (now - lastRequest < windowMs && this.#lastRequests.size <= maxClients) {
        break;
      }
      this.#lastRequests.delete(other);
    }
    return this.#lastRequests.size;
  }
}

/** Creates a bucket that is full. Those of the library start empty. */
export function createBucket({ perSecond, burst }: RequestLimit): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: "second" });
  bucket.content = burst;
  return bucket;
}
