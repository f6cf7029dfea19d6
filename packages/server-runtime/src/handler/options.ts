import type { RawRequest } from "../http/request.ts";

/**
 * Finds out who calls, before anything of the body is parsed.
 *
 * @returns what the implementation is to know of the caller; it gets it as `call.context`
 * @throws ProtocolError to refuse the caller: `new ProtocolError("AccessDenied", 403, "…")`
 */
export type Authenticate<Context> = (request: RawRequest) => Context | Promise<Context>;

/** Where and when an unexpected error happened. It holds nothing that the caller sent. */
export interface Failure {
  /** The operation's name, or `undefined` where the request had not found one yet. */
  readonly operation: string | undefined;
  /** The id that the caller got with its 500. */
  readonly requestId: string;
}

/** How a handler works. Every option has a safe default. */
export interface HandlerOptions {
  /** The largest request body that is accepted, in bytes: 262,144 unless set. A larger one is answered with 413. */
  readonly maxBodyBytes?: number;
  /**
   * Gets the cause of every 500 that the caller is told nothing about. Written to standard error unless set.
   * The answer doesn't wait for it.
   */
  readonly onError?: (error: unknown, failure: Failure) => void | Promise<void>;
}

/** The options of a handler whose implementation knows its callers. */
export interface AuthenticatedHandlerOptions<Context> extends HandlerOptions {
  /** Runs for every request that has found its operation. */
  readonly authenticate: Authenticate<Context>;
}
