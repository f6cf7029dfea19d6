import { SerializationException } from "../errors/protocol-error.ts";
import { createJsonError } from "../errors/value-error.ts";
import { EventStreamErrorException } from "./errors.ts";
import { createFrameError, type EventHeaders, type Frame } from "./frame.ts";

/** An event of the client: what a generated reader works on. */
export interface ReceivedEvent {
  /** Whether it is an error of the model instead of an event. */
  readonly isException: boolean;
  /** The name of the stream's member, `chunk`. */
  readonly type: string;
  /** The JSON pointer of the stream, `/stream`. */
  readonly streamPath: string;
  /** The JSON pointer of the event, `/stream/chunk`. */
  readonly path: string;
  readonly headers: Readonly<EventHeaders>;
  readonly payload: Uint8Array;
  /** How deep the payload's JSON can nest. */
  readonly maxJsonDepth: number;
}

/**
 * Reads what kind of message a frame is.
 *
 * @param streamPath - the JSON pointer of the stream
 * @throws SerializationException if the headers don't say it
 * @throws EventStreamErrorException if it is an error that isn't in the model
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function readEvent(
  { headers, payload }: Frame,
  streamPath: string,
  maxJsonDepth: number,
): ReceivedEvent {
  const messageType = readText(headers, ":message-type");
  switch (messageType) {
    case "event":
    case "exception": {
      const type = readText(headers, `:${messageType}-type`);
      if (type === undefined) {
        throw createFrameError(`it needs the header :${messageType}-type with a string`);
      }
      const isException = messageType === "exception";
      return { isException, type, streamPath, path: `${streamPath}/${type}`, headers, payload, maxJsonDepth };
    }
    case "error":
      throw new EventStreamErrorException(
        readText(headers, ":error-code") ?? "",
        readText(headers, ":error-message") ?? "",
      );
    default:
      throw createFrameError("its header :message-type must be event, exception or error");
  }
}

/**
 * Checks a required member of an error.
 *
 * @throws SerializationException if it is absent
 */
export function requireEventMember<T>(value: T | undefined, { path }: ReceivedEvent, name: string): T {
  if (value === undefined) {
    throw createJsonError("a value", path, name);
  }
  return value;
}

/** Creates the error for an event that isn't in the model. It doesn't repeat the type, which can be long. */
export function createUnknownEventError({ isException, type, streamPath }: ReceivedEvent): Error {
  return isException
    ? new EventStreamErrorException(type, "")
    : new SerializationException(`Expected an event that the stream has at ${streamPath}.`);
}

/** Reads a header of the protocol. Returns `undefined` if it is absent or not a string. */
export function readText(headers: Readonly<EventHeaders>, name: string): string | undefined {
  const header = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return header?.type === "string" ? header.value : undefined;
}
