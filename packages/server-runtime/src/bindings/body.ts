import { decodeUtf8 } from "../encoding/bytes.ts";
import { SerializationException, UnsupportedMediaTypeException } from "../errors/protocol-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseExactJson, parseJson } from "../json/parse-json.ts";
import { hasMediaType } from "./media-type.ts";

type ParseJson = (text: string, maxDepth: number) => unknown;

/**
 * Reads the JSON document that holds an input's members. No body at all counts as an empty document.
 *
 * @throws UnsupportedMediaTypeException where the content type isn't `application/json`
 * @throws SerializationException where the body isn't UTF-8, isn't JSON, isn't an object or nests too deep
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#content-type
 */
export function readJsonBody(request: RoutedRequest): JsonObject {
  return requireBodyObject(readJson(request, parseJson));
}

/**
 * The same for an input that holds a long, a bigInteger or a bigDecimal: its numbers lose no digits.
 *
 * @throws what {@link readJsonBody} throws
 */
export function readExactJsonBody(request: RoutedRequest): JsonObject {
  return requireBodyObject(readJson(request, parseExactJson));
}

/**
 * Reads the JSON value that is an input's payload.
 *
 * @returns `undefined` where the body is empty or null
 * @throws UnsupportedMediaTypeException where the content type isn't `application/json`
 * @throws SerializationException where the body isn't UTF-8, isn't JSON or nests too deep
 * @see https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
 */
export function readJsonPayload(request: RoutedRequest): unknown {
  return readJson(request, parseJson) ?? undefined;
}

/**
 * The same for a payload that holds a long, a bigInteger or a bigDecimal: its numbers lose no digits.
 *
 * @throws what {@link readJsonPayload} throws
 */
export function readExactJsonPayload(request: RoutedRequest): unknown {
  return readJson(request, parseExactJson) ?? undefined;
}

/** `undefined` where the body is empty. */
function readJson(request: RoutedRequest, parse: ParseJson): unknown {
  const contentType = request.header("content-type");
  const isEmpty = request.body.length === 0;
  if (contentType === undefined ? !isEmpty : !hasMediaType(contentType, "application/json")) {
    throw new UnsupportedMediaTypeException("application/json");
  }
  if (isEmpty) {
    return undefined;
  }
  const text = decodeUtf8(request.body);
  if (text === undefined) {
    throw new SerializationException("The body is not valid UTF-8.");
  }
  return parse(text, request.maxJsonDepth);
}

function requireBodyObject(document: unknown): JsonObject {
  if (document === undefined) {
    return {};
  }
  if (!isJsonObject(document)) {
    throw new SerializationException("The body must be a JSON object.");
  }
  return document;
}

/**
 * Reads the text that is an input's payload.
 *
 * @param mediaType - the type that the body has, in lower case
 * @returns `undefined` where the body is empty
 * @throws UnsupportedMediaTypeException where the body has another content type or none
 * @throws SerializationException where the body isn't UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
 */
export function readTextPayload(request: RoutedRequest, mediaType = "text/plain"): string | undefined {
  if (request.body.length === 0) {
    return undefined;
  }
  requireContentType(request, mediaType);
  const text = decodeUtf8(request.body);
  if (text === undefined) {
    throw new SerializationException("The body is not valid UTF-8.");
  }
  return text;
}

/**
 * Reads the bytes that are an input's payload.
 *
 * @param mediaType - the type that the body has, in lower case; without it any type will do, and none
 * @returns `undefined` where the body is empty
 * @throws UnsupportedMediaTypeException where the body has another content type than the given one
 */
export function readBlobPayload(request: RoutedRequest, mediaType?: string): Uint8Array | undefined {
  if (request.body.length === 0) {
    return undefined;
  }
  if (mediaType !== undefined) {
    requireContentType(request, mediaType);
  }
  return request.body;
}

/**
 * Takes the stream of bytes that is an input's payload. Nothing of it has been read yet.
 *
 * @param mediaType - the type that the body has, in lower case; without it any type will do, and none
 * @throws UnsupportedMediaTypeException where the body has another content type than the given one
 * @see https://smithy.io/2.0/spec/streaming.html
 */
export function readStreamPayload(request: RoutedRequest, mediaType?: string): AsyncIterable<Uint8Array> {
  if (mediaType !== undefined && (request.header("content-type") !== undefined || announcesBody(request))) {
    requireContentType(request, mediaType);
  }
  return request.stream;
}

/**
 * Checks the body of an operation whose input has none.
 *
 * @throws UnsupportedMediaTypeException where there is a body that says what it is
 */
export function refuseBody(request: RoutedRequest): void {
  if (request.body.length > 0 && request.header("content-type") !== undefined) {
    throw new UnsupportedMediaTypeException();
  }
}

/**
 * Checks the body of an operation whose input has no members: there may be an empty JSON document, and nobody
 * reads it.
 *
 * @throws UnsupportedMediaTypeException where there is a content type, and not `application/json`
 */
export function ignoreBody(request: RoutedRequest): void {
  if (request.header("content-type") !== undefined) {
    requireContentType(request, "application/json");
  }
}

function requireContentType(request: RoutedRequest, mediaType: string): void {
  const contentType = request.header("content-type");
  if (contentType === undefined || !hasMediaType(contentType, mediaType)) {
    throw new UnsupportedMediaTypeException(mediaType);
  }
}

/** Whether a body will follow, so far as the headers tell. */
function announcesBody(request: RoutedRequest): boolean {
  const length = request.header("content-length");
  return request.header("transfer-encoding") !== undefined || (length !== undefined && length !== "0");
}
