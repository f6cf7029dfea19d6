import type { HttpRequest, Peer } from "../http/request.ts";
import type { RequestEnd, RequestInfo } from "./options.ts";

/**
 * A request as hooks get it. What the client sent is behind getters of a class: a log of the object doesn't show it, and it
 * costs nothing if no hook reads it.
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

  /**
   * Creates what `onEnd` gets. `onStart` may have kept this object, which must not change any more.
   *
   * @param error - the error's name; `undefined` if the request succeeded
   */
  finish(status: number, durationMs: number, error: string | undefined): RequestEnd<Context> {
    const end = new RequestRecord<Context>(this.#request, this.requestId);
    end.operation = this.operation;
    end.#context = this.#context;
    return Object.assign(end, { status, durationMs }, error === undefined ? undefined : { error });
  }
}
