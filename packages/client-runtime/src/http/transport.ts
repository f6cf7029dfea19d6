import type { HttpRequest } from "./request.ts";
import type { HttpResponse } from "./response.ts";

/** The limits and the abort signal of one try. */
export interface SendOptions {
  /** Aborts the connecting, the request and the reading of the response. Its reason is thrown. */
  readonly signal: AbortSignal | undefined;
  /** How long a new connection can take, in milliseconds. `fetch` can't limit it. */
  readonly connectionTimeoutMs: number;
}

/** Sends requests: by `node:http` in Node.js, by `fetch` elsewhere. */
export interface Transport {
  /**
   * Sends a request. It follows no redirect.
   *
   * @returns the response as soon as its headers are there
   * @throws {ConnectionError} if there is no response
   * @throws the signal's reason if it aborts
   */
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  /** Closes idle connections, and each other one when its request ends. */
  close(): void;
}
