import { ProtocolError } from "../../errors/protocol-error.ts";

/** How many steps the patterns of a request can take together: about half a second. */
const maxSteps = 30_000_000;

const worksOf = new WeakMap<object, Work>();

/**
 * Limits the steps of a request, whose strings can be many and long. Each step takes little and constant time, but nothing
 * else runs meanwhile.
 */
export class Work {
  #left = maxSteps;

  /**
   * Counts steps.
   *
   * @throws ProtocolError 413 `RequestEntityTooLargeException` if there are too many
   */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) {
      throw new ProtocolError(
        "RequestEntityTooLargeException",
        413,
        "Checking the request's strings against their patterns takes too long. Send shorter strings, or fewer.",
      );
    }
  }
}

/** Returns the work of a request. @param request - any object that only this request has */
export function workOf(request: object): Work {
  const work = worksOf.get(request) ?? new Work();
  worksOf.set(request, work);
  return work;
}
