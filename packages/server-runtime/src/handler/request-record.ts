import type { HttpRequest, Peer } from "../http/request.ts";
import type { RequestEnd, RequestInfo } from "./options.ts";

/**
 * A request as `onStart` and `onError` get it. What the client sent is behind getters of a class: a log of the object
 * doesn't show it, and it costs nothing if no hook reads it.
 */
export class RequestRecord<Context> implements RequestInfo {
  readonly #request: HttpRequest;
  #context: Context | undefined;
  operation: string | undefined;
  readonly requestId: string;

  constructor(request: HttpRequest, requestId: string) {
    this.#request = request;
    this.operation = undefined;
    this.requestId = requestId;
  }

  get peer(): Peer | undefined {
    return this.#request.peer;
  }

  get hostRequest(): object | undefined {
    return this.#request.hostRequest;
  }

  /** What `authenticate` returned. */
  get context(): Context | undefined {
    return this.#context;
  }

  set context(context: Context) {
    this.#context = context;
  }
}

/** A request as `onEnd` gets it. */
export class FinishedRequest<Context> implements RequestEnd<Context> {
  readonly #record: RequestRecord<Context>;
  readonly operation: string | undefined;
  readonly requestId: string;
  readonly status: number;
  readonly durationMs: number;
  declare readonly error?: string;

  /** @param error - the error's name; `undefined` if the request succeeded */
  constructor(record: RequestRecord<Context>, status: number, durationMs: number, error: string | undefined) {
    this.#record = record;
    this.operation = record.operation;
    this.requestId = record.requestId;
    this.status = status;
    this.durationMs = durationMs;
    if (error !== undefined) {
      this.error = error;
    }
  }

  get peer(): Peer | undefined {
    return this.#record.peer;
  }

  get hostRequest(): object | undefined {
    return this.#record.hostRequest;
  }

  get context(): Context | undefined {
    return this.#record.context;
  }
}
