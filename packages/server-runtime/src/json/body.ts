import { SerializationException, UnsupportedMediaTypeException } from "../errors/protocol-error.ts";
import { hasMediaType } from "../http/media-type.ts";
import type { RoutedRequest } from "../http/request.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { parseExactJson, parseJson } from "./parse-json.ts";

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
