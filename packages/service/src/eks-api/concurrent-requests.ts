import type { Caller } from "../callers/caller.ts";
import { EksApiError } from "./eks-api-error.ts";

/** How many requests of a caller run at once. Terraform sends 10. */
export const maxConcurrentOfCaller = 20;

/**
 * Limits how many requests of a caller run at once. A change can wait some seconds for a file's lock or for an API server, so
 * without it one caller could take all requests that the listener allows.
 */
export class ConcurrentRequests {
  readonly #running = new Map<string, number>();

  /**
   * Runs a request.
   *
   * @param caller - undefined if callers are not authenticated: then there is no limit
   * @throws EksApiError `too_many_in_progress` if the caller has as many already
   */
  async run<Result>(
    caller: Pick<Caller, "name"> | undefined,
    request: () => Result | Promise<Result>,
  ): Promise<Result> {
    if (caller === undefined) {
      return request();
    }
    const { name } = caller;
    const running = this.#running.get(name) ?? 0;
    if (running >= maxConcurrentOfCaller) {
      throw new EksApiError(
        "too_many_in_progress",
        `The caller ${name} has ${running} requests in progress already. Send fewer at once.`,
      );
    }
    this.#running.set(name, running + 1);
    try {
      return await request();
    } finally {
      this.#leave(name);
    }
  }

  #leave(name: string): void {
    const rest = (this.#running.get(name) ?? 1) - 1;
    if (rest === 0) {
      this.#running.delete(name);
    } else {
      this.#running.set(name, rest);
    }
  }
}
