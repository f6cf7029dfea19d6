import { encodeUtf8 } from "../encoding/bytes.ts";
import { createWriteError, type PathSegment } from "../errors/value-error.ts";
import { requireBytes, writeString } from "../json/write-simple.ts";
import type { EventHeaders, Frame } from "./frame.ts";

/** The payload of an event, with its content type. */
export interface EventPayload {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Creates the frame of an event, or of an error of the model.
 *
 * @param type - the name of the stream's member
 * @param headers - the headers of the event's members
 * @param payload - `undefined` if the event has only headers
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function createEvent(
  kind: "event" | "exception",
  type: string,
  headers: Readonly<EventHeaders>,
  payload: EventPayload | undefined,
): Frame {
  return {
    headers: {
      ":message-type": { type: "string", value: kind },
      [`:${kind}-type`]: { type: "string", value: type },
      ...(payload === undefined ? {} : { ":content-type": { type: "string", value: payload.contentType } }),
      ...headers,
    },
    payload: payload?.bytes ?? new Uint8Array(),
  };
}

/** Creates the frame of an error that isn't in the model. */
export function createErrorEvent(code: string, message: string): Frame {
  return {
    headers: {
      ":message-type": { type: "string", value: "error" },
      ":error-code": { type: "string", value: code },
      ":error-message": { type: "string", value: message },
    },
    payload: new Uint8Array(),
  };
}

/** Writes a value of JSON as the payload of an event. */
export function jsonToPayload(value: unknown): EventPayload {
  return textToPayload(JSON.stringify(value), "", "", "application/json");
}

/** Writes a string as the payload of an event. @throws TypeError if it isn't a string, or has an unpaired surrogate */
export function stringToPayload(
  value: string,
  path: string,
  name: PathSegment,
  contentType = "text/plain",
): EventPayload {
  return textToPayload(writeString(value, path, name), path, name, contentType);
}

/** Writes a blob as the payload of an event. @throws TypeError if the value isn't a `Uint8Array` */
export function blobToPayload(
  value: Uint8Array,
  path: string,
  name: PathSegment,
  contentType = "application/octet-stream",
): EventPayload {
  return { contentType, bytes: requireBytes(value, path, name) };
}

function textToPayload(text: string, path: string, name: PathSegment, contentType: string): EventPayload {
  const bytes = encodeUtf8(text);
  if (bytes === undefined) {
    throw createWriteError("a string of whole characters", path, name);
  }
  return { contentType, bytes };
}

/** Creates the error for an event that has none of the stream's members. */
export function createEventWriteError(streamPath: string): TypeError {
  return new TypeError(
    `An event of the operation's output must have one of the stream's members at ${streamPath}`,
  );
}
