import { RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest, Peer } from "../http/request.ts";
import type { EventReader } from "./event-reader.ts";
import { type LambdaEvent, openEvent } from "./lambda-event.ts";

/** A Lambda event as the runtime's HttpRequest. */
export class LambdaRequest implements HttpRequest {
  readonly #reader: EventReader;
  #peer: Peer | undefined;
  #signal: AbortSignal | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  /** @throws TypeError if the event isn't that of an HTTP request */
  constructor(event: LambdaEvent) {
    this.#reader = openEvent(event);
    this.method = this.#reader.method;
    this.path = this.#reader.path;
    this.query = this.#reader.query;
  }

  /** Lambda's event, as Lambda passed it. */
  get event(): LambdaEvent {
    return this.#reader.event;
  }

  get peer(): Peer | undefined {
    this.#peer ??= this.#reader.peer;
    return this.#peer;
  }

  get hostRequest(): this {
    return this;
  }

  /** Never aborted: Lambda doesn't report disconnected clients. */
  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  header(name: string): string | undefined {
    return this.#reader.header(name);
  }

  headerNames(): Iterable<string> {
    return this.#reader.headerNames();
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const { body, isBase64Encoded = false } = this.event;
    const bytes = Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");
    if (bytes.length > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    return bytes;
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const body = await this.readBody(maxBytes);
    if (body.length > 0) {
      yield body;
    }
  }
}
