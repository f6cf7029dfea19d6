import type { HttpRequest, Peer, RoutedRequest } from "../http/request.ts";

/** The request that an operation works on: the host's request with its body, labels and time limit. */
export class AcceptedRequest implements RoutedRequest {
  readonly #request: HttpRequest;
  readonly #stream: AsyncIterable<Uint8Array> | undefined;
  #controller: AbortController | undefined;
  #expired = false;
  readonly operation: string;
  readonly body: Uint8Array;
  readonly labels: readonly string[];
  readonly maxJsonDepth: number;

  /**
   * @param body - the body's bytes; empty if the input streams
   * @param stream - the body's pieces, of which none was read; `undefined` if the input doesn't stream
   */
  constructor(
    request: HttpRequest,
    operation: string,
    body: Uint8Array,
    labels: readonly string[],
    maxJsonDepth: number,
    stream?: AsyncIterable<Uint8Array>,
  ) {
    this.#request = request;
    this.#stream = stream;
    this.operation = operation;
    this.body = body;
    this.labels = labels;
    this.maxJsonDepth = maxJsonDepth;
  }

  get method(): string {
    return this.#request.method;
  }

  get path(): string {
    return this.#request.path;
  }

  get query(): string {
    return this.#request.query;
  }

  get peer(): Peer | undefined {
    return this.#request.peer;
  }

  get hostRequest(): object | undefined {
    return this.#request.hostRequest;
  }

  get stream(): AsyncIterable<Uint8Array> {
    if (this.#stream === undefined) {
      throw new TypeError("The input doesn't stream: read `body`");
    }
    return this.#stream;
  }

  /** Created on demand: most implementations don't use it. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      const { signal } = this.#request;
      const abort = (): void => controller.abort(signal.reason);
      if (this.#expired) {
        this.expire();
      } else if (signal.aborted) {
        abort();
      } else {
        signal.addEventListener("abort", abort, { once: true });
      }
    }
    return this.#controller.signal;
  }

  /** Whether the operation has run out of time. */
  get expired(): boolean {
    return this.#expired;
  }

  header(name: string): string | undefined {
    return this.#request.header(name);
  }

  headerNames(): Iterable<string> {
    return this.#request.headerNames();
  }

  /** Marks the operation's time as over, and aborts the signal. */
  expire(): void {
    this.#expired = true;
    this.#controller?.abort(new DOMException("The operation took too long.", "TimeoutError"));
  }
}
