import { readStreamPayload } from "../bindings/body.ts";
import type { Unchecked } from "../constraints/unchecked.ts";
import type { Violation } from "../constraints/violation.ts";
import { ModeledError } from "../errors/modeled-error.ts";
import type { PathSegment } from "../errors/value-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { unwrapFrame } from "./envelope.ts";
import { type EventRequest, requireEventRequest } from "./event-request.ts";
import { FrameReader } from "./read-frames.ts";
import { type ReceivedEvent, readEvent } from "./received-event.ts";

/** The media type of event streams. */
export const eventStreamType = "application/vnd.amazon.eventstream";

/** How the events of a stream are read and checked. */
export interface EventReaders<Event> {
  /** @throws ProtocolError if the event isn't as the model describes it, and the error if it is one */
  readonly read: (event: ReceivedEvent) => Unchecked<Event>;
  /** Checks the model's constraints; absent if there are none. */
  readonly check?: (
    event: Unchecked<Event>,
    path: string,
    name: PathSegment,
    violations: Violation[],
  ) => void;
  /** Creates the error for broken constraints. */
  readonly createError?: (violations: readonly Violation[]) => Error;
}

/**
 * Returns the event stream of an input. Nothing is read before the implementation asks for an event.
 *
 * @param member - the name of the input's member
 * @returns events, checked. The iterator throws ProtocolError if the stream can't be read, the operation's error for broken
 *   constraints, and the errors of the model that the client sends. It can be read once
 * @throws UnsupportedMediaTypeException if there is a body with another content type or none
 * @see https://smithy.io/2.0/spec/streaming.html#event-streams
 */
export function readEventStream<Event>(
  request: RoutedRequest,
  member: string,
  readers: EventReaders<Event>,
): AsyncIterable<Event> {
  const stream = readStreamPayload(request, eventStreamType);
  return new EventIterator(requireEventRequest(request), stream, member, readers);
}

class EventIterator<Event> implements AsyncIterable<Event>, AsyncIterator<Event, undefined> {
  readonly #request: EventRequest;
  readonly #stream: AsyncIterable<Uint8Array>;
  readonly #member: string;
  readonly #readers: EventReaders<Event>;
  #pieces: AsyncIterator<Uint8Array> | undefined;
  #frames: FrameReader | undefined;
  #isFirst = true;
  #ended = false;
  /** Settles when the last event that was asked for has arrived. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    request: EventRequest,
    stream: AsyncIterable<Uint8Array>,
    member: string,
    readers: EventReaders<Event>,
  ) {
    this.#request = request;
    this.#stream = stream;
    this.#member = member;
    this.#readers = readers;
  }

  [Symbol.asyncIterator](): AsyncIterator<Event, undefined> {
    if (this.#pieces !== undefined) {
      throw new TypeError("An event stream can be read only once");
    }
    this.#pieces = this.#stream[Symbol.asyncIterator]();
    this.#frames = new FrameReader(this.#pieces, this.#request.maxEventBytes);
    return this;
  }

  /** Events can be asked for before the last one has arrived, as with async generators: they come one after the other. */
  next(): Promise<IteratorResult<Event, undefined>> {
    const result = this.#last.then(() => this.#next());
    this.#last = result.catch(() => {});
    return result;
  }

  async #next(): Promise<IteratorResult<Event, undefined>> {
    if (this.#ended) {
      return { done: true, value: undefined };
    }
    try {
      const event = await this.#request.receive(this.#readEvent());
      if (event === undefined) {
        this.#end();
        return { done: true, value: undefined };
      }
      return { done: false, value: event };
    } catch (error) {
      this.#end();
      if (error instanceof ModeledError) {
        this.#request.receivedError = error;
      }
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.#end();
    return { done: true, value: undefined };
  }

  /** Stops reading. It isn't awaited: a read that is pending would delay it until the client sends more. */
  #end(): void {
    this.#ended = true;
    this.#pieces?.return?.().catch(() => {});
  }

  async #readEvent(): Promise<Event | undefined> {
    for (;;) {
      const frame = await this.#frames?.next();
      const unwrapped = frame === undefined ? undefined : unwrapFrame(frame);
      if (unwrapped === undefined) {
        return undefined;
      }
      const event = readEvent(unwrapped, `/${this.#member}`, this.#request.maxJsonDepth);
      const isFirst = this.#isFirst;
      this.#isFirst = false;
      // Clients of other protocols begin with it. Here the members that it would have are in the HTTP request.
      if (!(isFirst && event.type === "initial-request")) {
        return this.#check(this.#readers.read(event));
      }
    }
  }

  #check(event: Unchecked<Event>): Event {
    const { check, createError } = this.#readers;
    const violations: Violation[] = [];
    check?.(event, "", this.#member, violations);
    if (violations.length > 0 && createError !== undefined) {
      throw createError(violations);
    }
    return event as Event;
  }
}
