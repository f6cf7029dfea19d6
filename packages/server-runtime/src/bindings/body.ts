import { decodeUtf8 } from "../encoding/bytes.ts";
import { SerializationException, UnsupportedMediaTypeException } from "../errors/protocol-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseExactJson, parseJson } from "../json/parse-json.ts";
import { hasMediaType } from "./media-type.ts";

type ParseJson = (text: string, maxDepth: number) => unknown;

/**
 * Reads the JSON object with an input's members. An empty body counts as an empty object.
 *
 * @throws UnsupportedMediaTypeException if the content type isn't `application/json`
 * @throws SerializationException if the body isn't UTF-8, isn't JSON, isn't an object or nests too deep
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#content-type
 */
export function readJsonBody(request: RoutedRequest): JsonObject {
  return requireBodyObject(readJson(request, parseJson));
}

/**
 * Reads the JSON object with an input's members without losing digits. It is for an input with a long, a bigInteger or a
 * bigDecimal.
 *
 * @throws what {@link readJsonBody} throws
 */
export function readExactJsonBody(request: RoutedRequest): JsonObject {
  return requireBodyObject(readJson(request, parseExactJson));
}

/**
 * Reads the JSON value of an input's `@httpPayload` member.
 *
 * @returns the value, or `undefined` if the body is empty or null
 * @throws UnsupportedMediaTypeException if the content type isn't `application/json`
 * @throws SerializationException if the body isn't UTF-8, isn't JSON or nests too deep
 * @see https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
 */
export function readJsonPayload(request: RoutedRequest): unknown {
  return readJson(request, parseJson) ?? undefined;
}

/**
 * Reads the JSON value of an input's `@httpPayload` member without losing digits. It is for a payload with a long, a
 * bigInteger or a bigDecimal.
 *
 * @throws what {@link readJsonPayload} throws
 */
export function readExactJsonPayload(request: RoutedRequest): unknown {
  return readJson(request, parseExactJson) ?? undefined;
}

/** @returns the value, or `undefined` if the body is empty */
function readJson(request: RoutedRequest, parse: ParseJson): unknown {
  const contentType = request.header("content-type");
  const isEmpty = request.body.length === 0;
  if (contentType === undefined ? !isEmpty : !hasMediaType(contentType, "application/json")) {
    throw new UnsupportedMediaTypeException("application/json");
  }
  if (isEmpty) {
    return undefined;
  }
  return parse(decodeBody(request), request.maxJsonDepth);
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
 * Reads the text of an input's `@httpPayload` member.
 *
 * @param mediaType - the expected type of the body, in lower case
 * @returns the text, or `undefined` if the body is empty
 * @throws UnsupportedMediaTypeException if the body has another content type or none
 * @throws SerializationException if the body isn't UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
 */
export function readTextPayload(request: RoutedRequest, mediaType = "text/plain"): string | undefined {
  if (request.body.length === 0) {
    return undefined;
  }
  requireContentType(request, mediaType);
  return decodeBody(request);
}

/**
 * Reads the bytes of an input's `@httpPayload` member.
 *
 * @param mediaType - the expected type of the body, in lower case; by default the type isn't checked
 * @returns the bytes, or `undefined` if the body is empty
 * @throws UnsupportedMediaTypeException if the body has another content type or none
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
 * Returns the stream of an input's `@httpPayload` member. Nothing has been read from it yet.
 *
 * @param mediaType - the expected type of the body, in lower case; by default the type isn't checked
 * @throws UnsupportedMediaTypeException if the body has another content type or none
 * @see https://smithy.io/2.0/spec/streaming.html
 */
export function readStreamPayload(request: RoutedRequest, mediaType?: string): AsyncIterable<Uint8Array> {
  if (mediaType !== undefined && (request.header("content-type") !== undefined || announcesBody(request))) {
    requireContentType(request, mediaType);
  }
  return request.stream;
}

/**
 * Checks that an operation without input gets no body.
 *
 * @throws UnsupportedMediaTypeException if there is a body with a content type
 */
export function refuseBody(request: RoutedRequest): void {
  if (request.body.length > 0 && request.header("content-type") !== undefined) {
    throw new UnsupportedMediaTypeException();
  }
}

/**
 * Checks the content type of an operation whose input has no members. The body isn't read; it can be an empty JSON
 * object.
 *
 * @throws UnsupportedMediaTypeException if there is a content type other than `application/json`
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

function decodeBody({ body }: RoutedRequest): string {
  const text = decodeUtf8(body);
  if (text === undefined) {
    throw new SerializationException("The body is not valid UTF-8.");
  }
  return text;
}

function announcesBody(request: RoutedRequest): boolean {
  const length = request.header("content-length");
  return request.header("transfer-encoding") !== undefined || (length !== undefined && length !== "0");
}
