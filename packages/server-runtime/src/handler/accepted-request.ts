import type { HttpRequest, RoutedRequest } from "../http/request.ts";

/** A request that an operation is at work on. It looks everything else up in the host's own request. */
export class AcceptedRequest implements RoutedRequest {
  readonly #request: HttpRequest;
  readonly #maxStreamedBytes: number | undefined;
  #stream: AsyncIterable<Uint8Array> | undefined;
  #controller: AbortController | undefined;
  #expired = false;
  readonly body: Uint8Array;
  readonly labels: readonly string[];
  readonly maxJsonDepth: number;

  /**
   * @param body - the body's bytes; empty where the input streams
   * @param maxStreamedBytes - the largest body of a streaming input; `undefined` where the input doesn't stream
   */
  constructor(
    request: HttpRequest,
    body: Uint8Array,
    labels: readonly string[],
    maxJsonDepth: number,
    maxStreamedBytes: number | undefined,
  ) {
    this.#request = request;
    this.#maxStreamedBytes = maxStreamedBytes;
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

  get stream(): AsyncIterable<Uint8Array> {
    if (this.#maxStreamedBytes === undefined) {
      throw new TypeError("This operation's input doesn't stream: read `body`");
    }
    this.#stream ??= this.#request.streamBody(this.#maxStreamedBytes);
    return this.#stream;
  }

  /** Made on demand: most implementations never ask. */
  get signal(): AbortSignal {
    this.#controller ??= this.#makeController();
    return this.#controller.signal;
  }

  /** Whether the operation's time is over. */
  get expired(): boolean {
    return this.#expired;
  }

  header(name: string): string | undefined {
    return this.#request.header(name);
  }

  headerNames(): Iterable<string> {
    return this.#request.headerNames();
  }

  /** Notes that the operation's time is over, and aborts the signal. */
  expire(): void {
    this.#expired = true;
    this.#controller?.abort(makeTimeoutReason());
  }

  #makeController(): AbortController {
    const controller = new AbortController();
    if (this.#expired) {
      controller.abort(makeTimeoutReason());
      return controller;
    }
    const { signal } = this.#request;
    if (signal.aborted) {
      controller.abort(signal.reason);
    } else {
      signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
    }
    return controller;
  }
}

function makeTimeoutReason(): DOMException {
  return new DOMException("The operation took too long.", "TimeoutError");
}
