import { SerializationException } from "../errors/protocol-error.ts";
import { JsonNumber } from "./json-value.ts";
import { parseWithSource } from "./source-text.ts";

/**
 * Finds a number that a double might not keep exactly: 16 characters or more, an exponent, a fraction that ends with 0,
 * a number so small that JavaScript writes it with an exponent, or -0.
 */
const riskyNumber =
  /(?:^|[:,[\s])-?(?:[0-9.]{16}|[0-9]+(?:\.[0-9]+)?[eE]|[0-9]+\.[0-9]*0(?![0-9])|0\.000000|(?<=-)0(?!\.))/;

/**
 * Parses the JSON of a body.
 *
 * @param maxDepth - how deep objects and arrays can nest
 * @param subject - what the text is, for error messages
 * @throws SerializationException if the text isn't JSON or nests deeper
 */
export function parseJson(text: string, maxDepth: number, subject = "The body"): unknown {
  requireJsonDepth(text, maxDepth, subject);
  try {
    return JSON.parse(text);
  } catch {
    throw createSyntaxError(subject);
  }
}

/**
 * Parses the JSON of a body without losing digits: a number that a double can't hold becomes a {@link JsonNumber}, and
 * so does an integer beyond 2^53.
 */
export function parseExactJson(text: string, maxDepth: number, subject = "The body"): unknown {
  // A reviver makes the parser several times slower, and few texts need it. A match inside a string only costs time.
  if (!riskyNumber.test(text)) {
    return parseJson(text, maxDepth, subject);
  }
  requireJsonDepth(text, maxDepth, subject);
  try {
    return parseWithSource(text, keepDigits);
  } catch {
    throw createSyntaxError(subject);
  }
}

/** Compares more than the text, because 9223372036854776000 is written like the double that is 192 less. */
function keepDigits(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || context?.source === undefined) {
    return value;
  }
  const survives =
    String(value) === context.source && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return survives ? value : new JsonNumber(context.source);
}

/** Doesn't include the parser's message, which quotes the text and so could reveal a secret. */
function createSyntaxError(subject: string): Error {
  return new SerializationException(`${subject} is not valid JSON.`);
}

/**
 * Checks how deep the objects and arrays of a JSON text nest, before a recursive function works on it. The text can be
 * invalid JSON.
 *
 * @param maxDepth - the greatest depth; `{}` has 1, `{"a":[]}` has 2
 * @throws SerializationException if the text nests deeper
 */
function requireJsonDepth(text: string, maxDepth: number, subject: string): void {
  // Most bodies have fewer brackets than the limit, so counting is enough.
  if (hasMoreBrackets(text, maxDepth) && measureDepth(text, maxDepth) > maxDepth) {
    throw new SerializationException(`${subject} must not nest deeper than ${maxDepth} objects and arrays.`);
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

/** Measures the depth, and stops as soon as it exceeds the limit. */
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

function findStringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index;
}
