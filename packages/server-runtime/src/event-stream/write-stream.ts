import { encodeUtf8 } from "../encoding/bytes.ts";
import { ModeledError } from "../errors/modeled-error.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import type { PathSegment } from "../errors/value-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { type HttpResponse, hasKnownLength } from "../http/response.ts";
import { type EventRequest, requireEventRequest } from "./event-request.ts";
import { encodeFrame, type Frame } from "./frame.ts";
import { createErrorEvent, createEvent, jsonToPayload } from "./write-event.ts";

/** How the events and the errors of a stream are written. */
export interface EventWriters<Event> {
  /** @throws TypeError if the event isn't as the model describes it */
  readonly write: (event: Event, path: string, name: PathSegment) => Frame;
  /** Writers for the errors of the stream, by the error's short name. */
  // biome-ignore lint/suspicious/noExplicitAny: each takes the class with that name, which a table's type can't express.
  readonly exceptions: Readonly<Record<string, (error: any) => Frame>>;
}

/**
 * Writes the event stream of an output. An event is asked for when the host reads it.
 *
 * If the implementation's iterator throws, the stream ends with an error: an error of the model and a protocol error as
 * they are, any other as the service's internal error, and the cause is reported.
 *
 * @param member - the name of the output's member
 * @param events - `undefined` for an empty stream
 * @returns the body of the response
 * @throws TypeError if the events aren't an AsyncIterable
 * @see https://smithy.io/2.0/spec/streaming.html#event-streams
 */
export function writeEventStream<Event>(
  request: RoutedRequest,
  member: string,
  events: AsyncIterable<Event> | undefined,
  writers: EventWriters<Event>,
): HttpResponse["body"] {
  if (events === undefined || events === null) {
    return "";
  }
  if (typeof events[Symbol.asyncIterator] !== "function") {
    throw new TypeError(`The operation's output must have an AsyncIterable at /${member}`);
  }
  const eventRequest = requireEventRequest(request);
  return { [Symbol.asyncIterator]: () => new FrameIterator(eventRequest, member, events, writers) };
}

class FrameIterator<Event> implements AsyncIterator<Uint8Array, undefined> {
  readonly #request: EventRequest;
  readonly #member: string;
  readonly #events: AsyncIterator<Event>;
  readonly #writers: EventWriters<Event>;
  #ended = false;
  /** Whether the implementation's iterator has ended, or was told to. */
  #isClosed = false;

  constructor(
    request: EventRequest,
    member: string,
    events: AsyncIterable<Event>,
    writers: EventWriters<Event>,
  ) {
    this.#request = request;
    this.#member = member;
    this.#events = events[Symbol.asyncIterator]();
    this.#writers = writers;
    // A client that doesn't read would keep the iterator waiting for ever, with all that it uses.
    request.onInterrupt(() => this.#return());
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#ended) {
      return { done: true, value: undefined };
    }
    try {
      const { done, value } = await this.#request.send(this.#events.next());
      if (!done) {
        return { done: false, value: encodeFrame(this.#writers.write(value, "", this.#member)) };
      }
      this.#ended = true;
      this.#isClosed = true;
      return { done: true, value: undefined };
    } catch (error) {
      this.#end();
      return { done: false, value: this.#encodeError(error) };
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#end();
    return { done: true, value: undefined };
  }

  /** Ends the implementation's iterator. It isn't awaited: the iterator can be busy, and then ends later. */
  #end(): void {
    if (!this.#ended) {
      this.#ended = true;
      void this.#return();
    }
  }

  async #return(): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    try {
      await this.#events.return?.();
    } catch (error) {
      this.#request.fail(error);
    }
  }

  #encodeError(error: unknown): Uint8Array {
    let cause = error;
    try {
      const frame = this.#writeError(error);
      if (frame !== undefined) {
        return encodeFrame(frame);
      }
    } catch (writeError) {
      cause = writeError;
    }
    const { name, message } = this.#request.fail(cause);
    return encodeFrame(createErrorEvent(name, message));
  }

  /** @returns `undefined` if the error is unexpected */
  #writeError(error: unknown): Frame | undefined {
    if (error instanceof ProtocolError) {
      return createEvent("exception", error.name, {}, jsonToPayload({ message: error.message }));
    }
    if (!(error instanceof ModeledError)) {
      return undefined;
    }
    if (Object.hasOwn(this.#writers.exceptions, error.name)) {
      return this.#writers.exceptions[error.name]?.(error);
    }
    const { errors } = this.#request;
    const response = Object.hasOwn(errors, error.name) ? errors[error.name]?.(error as never) : undefined;
    if (response === undefined || !hasKnownLength(response.body)) {
      return undefined;
    }
    const bytes = typeof response.body === "string" ? encodeUtf8(response.body) : response.body;
    const contentType = response.headers["content-type"] ?? "application/json";
    return createEvent("exception", error.name, {}, bytes && { contentType, bytes });
  }
}
