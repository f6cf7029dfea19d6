import type { HttpRequest, Peer, RawRequest } from "../http/request.ts";
import type { EventStreamOptions } from "./event-stream-options.ts";
import type { LoadLimit } from "./load-limit.ts";

/**
 * The options of a handler. Every option has a safe default.
 *
 * @typeParam Context - what `authenticate` returns for a caller
 */
export interface HandlerOptions<Context = undefined> {
  /** The largest request body, in bytes. Default 262,144. A larger body is answered with 413. */
  readonly maxBodyBytes?: number;
  /**
   * The largest request body of an operation whose input streams, in bytes. Default 104,857,600. Reading more throws,
   * and the client gets a 413 if the implementation doesn't catch the error.
   */
  readonly maxStreamedBodyBytes?: number;
  /** How deep the JSON of a body can nest. Default 128. Deeper JSON is answered with 400. */
  readonly maxJsonDepth?: number;
  /**
   * The time within which a body must arrive, in milliseconds. Default 10,000. A slower body is answered with 408.
   * The body of a streaming input has the operation's time instead.
   */
  readonly bodyTimeoutMs?: number;
  /**
   * The time for `authenticate` and the implementation together, in milliseconds. Default 30,000. After that
   * `call.signal` aborts and the client gets a 503, even if the implementation ignores the signal. A later result of
   * the implementation is dropped.
   */
  readonly operationTimeoutMs?: number;
  /**
   * How many requests can have an incomplete body. Default 1,000. If there are more, the oldest is answered with 408, so
   * that slow bodies don't keep other requests out.
   */
  readonly maxIncompleteBodies?: number;
  /**
   * How many requests from one address can have an incomplete body. Default 250. If there are more, the oldest of them
   * is answered with 408. Clients behind a proxy or NAT share an address.
   */
  readonly maxIncompleteBodiesPerAddress?: number;
  /**
   * How many requests run at once. Default 1,000. A request over the limit is answered with 503 and `retry-after: 1`. A
   * request counts from the end of its body until its response is ready, not until it is sent.
   */
  readonly maxConcurrentRequests?: number;
  /**
   * Limits by the load of the process how many requests run at once, such as a `LoadShedder` of the Node.js listener.
   * Default: none. A request over the limit is answered like one over `maxConcurrentRequests`, before its body is read.
   */
  readonly loadLimit?: LoadLimit;
  /** The limits of operations with event streams. */
  readonly eventStreams?: EventStreamOptions;
  /**
   * Returns the ID of a request, for example from a header that a proxy sets. The response carries it as
   * `x-amzn-requestid`; hooks and the implementation get it as `requestId`. It has 1 to 128 characters: letters, digits
   * and `- _ . ~ : ; = + / @`. For any other value, such as `undefined`, the request gets a random UUID, which is the
   * default. If no proxy sets the header, clients choose the ID.
   *
   * @example createRequestId: (request) => request.header("x-request-id")
   */
  readonly createRequestId?: (request: Omit<HttpRequest, "readBody" | "streamBody">) => string | undefined;
  /** Called when a request starts. The request doesn't wait for it. */
  readonly onStart?: (start: RequestInfo) => void | Promise<void>;
  /** Called when a response is ready. The response doesn't wait for it. */
  readonly onEnd?: (end: RequestEnd<Context>) => void | Promise<void>;
  /**
   * Called with the cause of every internal error, with the error of a streamed response that breaks off, and with
   * what `onStart`, `onEnd` and `createRequestId` throw. By default the error is written to standard error. The response doesn't wait for
   * it.
   */
  readonly onError?: (error: unknown, request: RequestInfo) => void | Promise<void>;
}

/** The options of a handler whose implementation gets the caller's context. */
export interface AuthenticatedHandlerOptions<Context> extends HandlerOptions<Context> {
  /** Called for every request that has an operation. */
  readonly authenticate: Authenticate<Context>;
}

/**
 * Identifies the caller, before the body is parsed.
 *
 * @returns the context of the caller, which the implementation gets as `call.context`
 * @throws ProtocolError to reject the caller: `new ProtocolError("AccessDenied", 403, "…")`
 */
export type Authenticate<Context> = (request: RawRequest) => Context | Promise<Context>;

/**
 * Identifies a request to the hooks. `peer` and `hostRequest` are getters, so logging the object as a whole, or
 * serialising it, shows nothing that the client sent.
 */
export interface RequestInfo {
  /** The operation's name, or `undefined` if the request has no operation. */
  readonly operation: string | undefined;
  /** The id that the response carries as `x-amzn-requestid`. */
  readonly requestId: string;
  /** Who sent the request; `undefined` if the host doesn't know it. */
  readonly peer?: Peer | undefined;
  /** The adapter's request, for functions such as `getIncomingMessage`. It has what the client sent, also secrets. */
  readonly hostRequest?: object | undefined;
}

/**
 * A request whose response is ready. `context` is a getter, too.
 *
 * @typeParam Context - what `authenticate` returns for a caller
 */
export interface RequestEnd<Context = unknown> extends RequestInfo {
  /** What `authenticate` returned; `undefined` if it wasn't called, failed, or was too late. */
  readonly context?: Context | undefined;
  /** The response's HTTP status. */
  readonly status: number;
  /** The time from the request's headers until the response is ready, in milliseconds, without the time to send it. */
  readonly durationMs: number;
  /** The error's name that the client gets in `x-amzn-errortype`; absent if the request succeeded. */
  readonly error?: string;
}

/** The limits of a handler, each with its value. */
export type Limits = Required<
  Omit<HandlerOptions, "createRequestId" | "eventStreams" | "loadLimit" | "onStart" | "onEnd" | "onError">
>;

/** The longest time that `setTimeout` accepts, in milliseconds. A longer timer would fire at once. */
export const maxTimerMs = 2_147_483_647;

/** The default of each limit, with the smallest value, and the largest if it isn't that of any number. */
const defaultLimits: Readonly<
  Record<keyof Limits, readonly [defaultValue: number, min: number, max?: number]>
> = {
  maxBodyBytes: [262_144, 0],
  maxStreamedBodyBytes: [104_857_600, 0],
  maxJsonDepth: [128, 1],
  bodyTimeoutMs: [10_000, 1, maxTimerMs],
  operationTimeoutMs: [30_000, 1, maxTimerMs],
  maxIncompleteBodies: [1_000, 1],
  maxIncompleteBodiesPerAddress: [250, 1],
  maxConcurrentRequests: [1_000, 1],
};

/**
 * Reads the limits from a handler's options and adds the defaults.
 *
 * @throws TypeError if a limit isn't a whole number in its range
 */
export function resolveLimits(options: Partial<Limits>): Limits {
  const limits = Object.entries(defaultLimits).map(([name, [defaultValue, min, max]]) => [
    name,
    resolveLimit(name, options[name as keyof Limits], defaultValue, min, max),
  ]);
  return Object.fromEntries(limits) as Limits;
}

/** Checks a limit, or returns its default. @throws TypeError if it isn't a whole number in its range */
export function resolveLimit(
  name: string,
  value: number | undefined,
  defaultValue: number,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (value === undefined) {
    return defaultValue;
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new TypeError(`The option ${name} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
