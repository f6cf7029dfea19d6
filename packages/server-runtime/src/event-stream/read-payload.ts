import { hasMediaType } from "../bindings/media-type.ts";
import { decodeUtf8 } from "../encoding/bytes.ts";
import { SerializationException } from "../errors/protocol-error.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseExactJson, parseJson } from "../json/parse-json.ts";
import { type ReceivedEvent, readText } from "./received-event.ts";

/**
 * Reads the JSON object with an event's members. An empty payload counts as an empty object.
 *
 * @throws SerializationException if the payload has another content type, or isn't a JSON object
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function readJsonEvent(event: ReceivedEvent): JsonObject {
  return requireEventObject(event, readJsonEventPayload(event));
}

/** Like {@link readJsonEvent}, without losing digits: for an event with a long, a bigInteger or a bigDecimal. */
export function readExactJsonEvent(event: ReceivedEvent): JsonObject {
  return requireEventObject(event, readExactJsonEventPayload(event));
}

/**
 * Reads the JSON value of an event's `@eventPayload` member.
 *
 * @returns the value, or `undefined` if the payload is empty or null
 * @throws SerializationException if the payload has another content type, isn't JSON or nests too deep
 * @see https://smithy.io/2.0/spec/streaming.html#eventpayload-trait
 */
export function readJsonEventPayload(event: ReceivedEvent): unknown {
  return readJson(event, parseJson);
}

/** Like {@link readJsonEventPayload}, without losing digits: for a payload with a long, a bigInteger or a bigDecimal. */
export function readExactJsonEventPayload(event: ReceivedEvent): unknown {
  return readJson(event, parseExactJson);
}

/**
 * Reads the text of an event's `@eventPayload` member.
 *
 * @param mediaType - the expected content type, in lower case
 * @returns the text; `undefined` if the payload is empty and has no content type
 * @throws SerializationException if the payload has another content type, or isn't UTF-8
 */
export function readTextEventPayload(event: ReceivedEvent, mediaType = "text/plain"): string | undefined {
  requireContentType(event, mediaType);
  return hasPayload(event) ? decodePayload(event) : undefined;
}

/**
 * Reads the bytes of an event's `@eventPayload` member.
 *
 * @param mediaType - the expected content type, in lower case; by default it isn't checked
 * @returns the bytes; `undefined` if the payload is empty and has no content type
 * @throws SerializationException if the payload has another content type
 */
export function readBlobEventPayload(event: ReceivedEvent, mediaType?: string): Uint8Array | undefined {
  if (mediaType !== undefined) {
    requireContentType(event, mediaType);
  }
  return hasPayload(event) ? event.payload : undefined;
}

function hasPayload({ headers, payload }: ReceivedEvent): boolean {
  return payload.length > 0 || Object.hasOwn(headers, ":content-type");
}

function readJson(event: ReceivedEvent, parse: typeof parseJson): unknown {
  if (event.payload.length === 0) {
    return undefined;
  }
  requireContentType(event, "application/json");
  return parse(decodePayload(event), event.maxJsonDepth, `The event at ${event.path}`) ?? undefined;
}

function requireEventObject(event: ReceivedEvent, document: unknown): JsonObject {
  if (document === undefined) {
    return {};
  }
  if (!isJsonObject(document)) {
    throw new SerializationException(`The event at ${event.path} must be a JSON object.`);
  }
  return document;
}

/** Checks the content type, unless there is none: the format doesn't demand it. */
function requireContentType({ headers, path }: ReceivedEvent, mediaType: string): void {
  if (!Object.hasOwn(headers, ":content-type")) {
    return;
  }
  const contentType = readText(headers, ":content-type");
  if (contentType === undefined || !hasMediaType(contentType, mediaType)) {
    throw new SerializationException(`The event at ${path} must have the content type ${mediaType}.`);
  }
}

function decodePayload({ path, payload }: ReceivedEvent): string {
  const text = decodeUtf8(payload);
  if (text === undefined) {
    throw new SerializationException(`The event at ${path} is not valid UTF-8.`);
  }
  return text;
}
