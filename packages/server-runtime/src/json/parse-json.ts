import { SerializationException } from "../errors/protocol-error.ts";
import { requireJsonDepth } from "./json-depth.ts";
import { JsonNumber } from "./json-number.ts";
import { parseWithSource } from "./source-text.ts";

/**
 * Finds a number that might not come out as it went in: 16 characters and more, an exponent, a fraction that ends
 * with 0, one so small that JavaScript writes it with an exponent, or -0.
 */
const riskyNumber =
  /(?:^|[:,[\s])-?(?:[0-9.]{16}|[0-9]+(?:\.[0-9]+)?[eE]|[0-9]+\.[0-9]*0(?![0-9])|0\.000000|(?<=-)0(?!\.))/;

/**
 * Parses a body's JSON.
 *
 * @param maxDepth - how deep objects and arrays may nest
 * @throws SerializationException where the text isn't JSON, or nests deeper
 */
export function parseJson(text: string, maxDepth: number): unknown {
  requireJsonDepth(text, maxDepth);
  try {
    return JSON.parse(text);
  } catch {
    throw createSyntaxError();
  }
}

/**
 * The same, where no digit of a number may be lost: a number that a double can't hold comes as a
 * {@link JsonNumber}, as does an integer beyond 2^53.
 */
export function parseExactJson(text: string, maxDepth: number): unknown {
  // A reviver makes the parser several times as slow, and few texts need it. It does no harm where only a string has
  // something like such a number in it.
  if (!riskyNumber.test(text)) {
    return parseJson(text, maxDepth);
  }
  requireJsonDepth(text, maxDepth);
  try {
    return parseWithSource(text, keepDigits);
  } catch {
    throw createSyntaxError();
  }
}

/** An integer beyond 2^53 may read as its source and still not be it: 9223372036854776000 is 192 less. */
function keepDigits(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || context?.source === undefined) {
    return value;
  }
  const survives =
    String(value) === context.source && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return survives ? value : new JsonNumber(context.source);
}

/** The reason is ours: those of the platform's parser quote the text, which may hold a secret. */
function createSyntaxError(): SerializationException {
  return new SerializationException("The body is not valid JSON.");
}
