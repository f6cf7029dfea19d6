import { OverloadedException, RequestTimeoutException } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { AcceptedRequest } from "./accepted-request.ts";
import type { StepTimer } from "./deadlines.ts";
import type { LoadLimit } from "./load-limit.ts";
import type { Limits } from "./options.ts";

/** A request that counts against the limits. */
export class CountedRequest {
  readonly request: HttpRequest;
  timer: StepTimer | undefined;
  /** The request as its operation has it, if the input streams. */
  streaming: AcceptedRequest | undefined;
  isRunning = false;
  /** What the load limit returned when it started. */
  started = 0;

  constructor(request: HttpRequest) {
    this.request = request;
  }

  /**
   * Answers the request with 408, because its body is incomplete and must make room for others. A method because V8 would
   * keep what a function of each request refers to alive far longer than the request lasts, in twice the memory.
   */
  end(): void {
    this.streaming?.expire();
    this.timer?.end(new RequestTimeoutException());
  }
}

/**
 * Limits how many requests have an incomplete body, and how many run. A request runs when its body is complete, so slow
 * bodies don't take the place of other requests. If there are too many incomplete bodies, the oldest ends, never the
 * newest: a client that isn't slow completes its body soon.
 */
export class RequestLimiter {
  readonly #limits: Limits;
  readonly #loadLimit: LoadLimit | undefined;
  /** The requests with an incomplete body, the oldest first. */
  readonly #incomplete = new Set<CountedRequest>();
  #running = 0;

  constructor(limits: Limits, loadLimit: LoadLimit | undefined) {
    this.#limits = limits;
    this.#loadLimit = loadLimit;
  }

  /** @throws OverloadedException if the process has no time for a request, or no more requests can run */
  requireRoom(request: HttpRequest): void {
    if (this.#loadLimit?.hasRoom(addressOf(request)) === false) {
      throw new OverloadedException();
    }
    this.requireCapacity();
  }

  /** @throws OverloadedException if no more requests can run */
  requireCapacity(): void {
    if (this.#running >= this.#limits.maxConcurrentRequests) {
      throw new OverloadedException();
    }
  }

  /** Counts a request whose body is incomplete. If there are too many, the oldest ends. */
  add(counted: CountedRequest): void {
    const surplus = this.#findSurplus(counted);
    if (surplus !== undefined) {
      this.#incomplete.delete(surplus);
      surplus.end();
    }
    this.#incomplete.add(counted);
  }

  /** Counts a request as running, because its body is complete. Does nothing if the request has ended. */
  start(counted: CountedRequest): void {
    if (this.#incomplete.delete(counted)) {
      this.#running += 1;
      counted.isRunning = true;
      if (this.#loadLimit !== undefined) {
        counted.started = this.#loadLimit.start(addressOf(counted.request));
      }
    }
  }

  /** Stops counting a request. */
  remove(counted: CountedRequest): void {
    this.#incomplete.delete(counted);
    if (counted.isRunning) {
      this.#running -= 1;
      this.#loadLimit?.end(addressOf(counted.request), counted.started);
    }
  }

  /** Finds the request that must end before another one is added. */
  #findSurplus({ request }: CountedRequest): CountedRequest | undefined {
    const { maxIncompleteBodies, maxIncompleteBodiesPerAddress } = this.#limits;
    const { size } = this.#incomplete;
    // With fewer bodies no address has too many, so the usual request isn't compared with the others.
    const ofAddress = size < maxIncompleteBodiesPerAddress ? [] : this.#findSameAddress(request);
    if (ofAddress.length >= maxIncompleteBodiesPerAddress) {
      return ofAddress[0];
    }
    return size < maxIncompleteBodies ? undefined : this.#incomplete.values().next().value;
  }

  #findSameAddress({ peer }: HttpRequest): CountedRequest[] {
    return peer === undefined
      ? []
      : [...this.#incomplete].filter(({ request }) => request.peer?.address === peer.address);
  }
}

function addressOf({ peer }: HttpRequest): string {
  return peer?.address ?? "";
}
