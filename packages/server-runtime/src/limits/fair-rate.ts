import { type RequestLimit, TokenBucket } from "./token-bucket.ts";

/** How long a client counts after its last request. */
const windowMs = 1_000;

/** How many clients count at most: more than a node has addresses, and a cluster has nodes. */
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

  /** @param limit - of all clients together; `perSecond` more than 0, `burst` at least 1 */
  constructor(limit: RequestLimit) {
    this.#perSecond = limit.perSecond;
    this.#room = new TokenBucket(limit);
  }

  /** Creates what a client has left of its share. A new client has a whole one, of at least one request. */
  createShare(): TokenBucket {
    return new TokenBucket({ perSecond: this.#perSecond, burst: Math.max(1, this.#perSecond) });
  }

  /**
   * Counts a request.
   *
   * @param client - who sends it: an address, or a caller's name
   * @param share - the client's share, made by {@link createShare}
   * @returns false if there is no room and the client has used its share
   */
  tryTake(client: string, share: TokenBucket): boolean {
    const perSecond = this.#perSecond / this.#countClients(client);
    share.limit = { perSecond, burst: Math.max(1, perSecond) };
    const isWithinShare = share.tryTake();
    if (this.#room.tryTake()) {
      return true;
    }
    if (isWithinShare) {
      this.#room.charge();
    }
    return isWithinShare;
  }

  /** The time until a client gets its next request, in seconds, if the number of clients stays the same. */
  secondsUntilNext(share: TokenBucket): number {
    return Math.min(share.secondsUntilNext, this.#room.secondsUntilNext);
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
