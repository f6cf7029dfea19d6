import { SerializationException } from "../errors/protocol-error.ts";
import { JsonNumber } from "./json-value.ts";
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

/**
 * Checks how deep the objects and arrays of a JSON text nest, before anything recursive works on it.
 * The text need not be valid.
 *
 * @param maxDepth - the greatest depth; `{}` has 1, `{"a":[]}` has 2
 * @throws SerializationException where it is deeper
 */
function requireJsonDepth(text: string, maxDepth: number): void {
  // Most bodies have fewer brackets in all than the limit has levels.
  if (hasMoreBrackets(text, maxDepth) && measureDepth(text, maxDepth) > maxDepth) {
    throw new SerializationException(`The body must not nest deeper than ${maxDepth} objects and arrays.`);
  }
}

function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let index = text.indexOf(bracket); index !== -1; index = text.indexOf(bracket, index + 1)) {
      count++;
      if (count > limit) {
        return true;
      }
    }
  }
  return false;
}

/** Stops where the limit is passed. */
function measureDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length && deepest <= limit; index++) {
    switch (text[index]) {
      case "{":
      case "[":
        depth++;
        deepest = Math.max(deepest, depth);
        break;
      case "}":
      case "]":
        depth--;
        break;
      case '"':
        index = findStringEnd(text, index);
        break;
    }
  }
  return deepest;
}

/** The index of the quote that ends the string which begins at `start`. */
function findStringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index;
}
