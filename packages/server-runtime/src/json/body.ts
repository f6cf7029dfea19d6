import { SerializationException, UnsupportedMediaTypeException } from "../errors/protocol-error.ts";
import { hasMediaType } from "../http/media-type.ts";
import type { RawRequest } from "../http/request.ts";

/** A JSON object as `JSON.parse` makes it. */
export type JsonObject = { readonly [name: string]: unknown };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads the JSON document that holds an input's members. No body at all counts as an empty document.
 *
 * @throws UnsupportedMediaTypeException where the content type isn't `application/json`
 * @throws SerializationException where the body isn't UTF-8, isn't JSON or isn't an object
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#content-type
 */
export function readJsonBody(request: RawRequest): JsonObject {
  const contentType = request.header("content-type");
  if (contentType === undefined ? request.body.length > 0 : !hasMediaType(contentType, "application/json")) {
    throw new UnsupportedMediaTypeException("application/json");
  }
  if (request.body.length === 0) {
    return {};
  }
  const document = parseDocument(request.body);
  if (!isJsonObject(document)) {
    throw new SerializationException("The body must be a JSON object.");
  }
  return document;
}

/** Tells a JSON object from every other JSON value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The reasons are ours: those of the platform's parsers quote the text, which may hold a secret. */
function parseDocument(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new SerializationException("The body is not valid UTF-8.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new SerializationException("The body is not valid JSON.");
  }
}
