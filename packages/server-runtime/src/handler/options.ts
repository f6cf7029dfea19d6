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

/** A request that begins. It holds nothing that the caller sent. */
export interface RequestStart {
  /** The operation's name, or `undefined` where the request has found none. */
  readonly operation: string | undefined;
  /** The id that the answer will carry as `x-amzn-requestid`. */
  readonly requestId: string;
}

/** A request that has its answer. It holds nothing that the caller sent. */
export interface RequestEnd extends RequestStart {
  /** The answer's HTTP status. */
  readonly status: number;
  /** The time from the request's headers to its answer, in milliseconds, the time to send the answer not included. */
  readonly durationMs: number;
  /** The error's name as the caller gets it, in `x-amzn-errortype`; absent where the request succeeded. */
  readonly error?: string;
}

/** How a handler works. Every option has a safe default. */
export interface HandlerOptions {
  /** The largest request body that is accepted, in bytes: 262,144 unless set. A larger one is answered with 413. */
  readonly maxBodyBytes?: number;
  /**
   * The largest request body of an operation whose input streams, in bytes: 104,857,600 unless set. Reading beyond it
   * throws, and the caller gets a 413 where the implementation lets the error pass.
   */
  readonly maxStreamedBodyBytes?: number;
  /** How deep the JSON of a body may nest: 128 unless set. Deeper JSON is answered with 400. */
  readonly maxJsonDepth?: number;
  /**
   * The time in which a body must arrive, in milliseconds: 10,000 unless set. A slower one is answered with 408.
   * The body of a streaming input has the operation's time instead.
   */
  readonly bodyTimeoutMs?: number;
  /**
   * The time that `authenticate` and the implementation have together, in milliseconds: 30,000 unless set. Then
   * `call.signal` aborts and the caller gets a 503, whether or not the implementation heeds the signal. What becomes of
   * it after that is ignored.
   */
  readonly operationTimeoutMs?: number;
  /**
   * How many requests are worked on at once: 1,000 unless set. One more is answered with 503 and `retry-after: 1`
   * before its body is read. A request counts until it has its answer, not until that is sent.
   */
  readonly maxConcurrentRequests?: number;
  /** Is told of each request that begins. The request doesn't wait for it. */
  readonly onStart?: (start: RequestStart) => void | Promise<void>;
  /** Is told of each request that has its answer. The answer doesn't wait for it. */
  readonly onEnd?: (end: RequestEnd) => void | Promise<void>;
  /**
   * Gets the cause of every 500 that the caller is told nothing about, of every streamed answer that breaks off, and
   * what `onStart` and `onEnd` throw. Written to standard error unless set. The answer doesn't wait for it.
   */
  readonly onError?: (error: unknown, failure: Failure) => void | Promise<void>;
}

/** The options of a handler whose implementation knows its callers. */
export interface AuthenticatedHandlerOptions<Context> extends HandlerOptions {
  /** Runs for every request that has found its operation. */
  readonly authenticate: Authenticate<Context>;
}

/** What a handler allows, each limit with its value. */
type Limits = Required<Omit<HandlerOptions, "onStart" | "onEnd" | "onError">>;

/** The largest time that a timer takes, in milliseconds: a longer one would ring at once. */
const maxTimerMs = 2_147_483_647;

/**
 * Reads the limits out of a handler's options, with a default for each that isn't set.
 *
 * @throws TypeError where one isn't a whole number in its range
 */
export function resolveLimits(options: HandlerOptions): Limits {
  return {
    maxBodyBytes: resolve("maxBodyBytes", options.maxBodyBytes, 262_144, 0),
    maxStreamedBodyBytes: resolve("maxStreamedBodyBytes", options.maxStreamedBodyBytes, 104_857_600, 0),
    maxJsonDepth: resolve("maxJsonDepth", options.maxJsonDepth, 128, 1),
    bodyTimeoutMs: resolve("bodyTimeoutMs", options.bodyTimeoutMs, 10_000, 1, maxTimerMs),
    operationTimeoutMs: resolve("operationTimeoutMs", options.operationTimeoutMs, 30_000, 1, maxTimerMs),
    maxConcurrentRequests: resolve("maxConcurrentRequests", options.maxConcurrentRequests, 1_000, 1),
  };
}

function resolve(
  name: keyof Limits,
  value: number | undefined,
  byDefault: number,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (value === undefined) {
    return byDefault;
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new TypeError(`The option ${name} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
