import type { HttpRequest, RoutedRequest } from "../http/request.ts";

/** A request whose body has been read. It looks everything else up in the host's own request. */
export class ReadRequest implements RoutedRequest {
  readonly #request: HttpRequest;
  readonly body: Uint8Array;
  readonly labels: readonly string[];

  constructor(request: HttpRequest, body: Uint8Array, labels: readonly string[]) {
    this.#request = request;
    this.body = body;
    this.labels = labels;
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

  get signal(): AbortSignal {
    return this.#request.signal;
  }

  header(name: string): string | undefined {
    return this.#request.header(name);
  }
}
