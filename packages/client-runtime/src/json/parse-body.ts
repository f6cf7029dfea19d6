import { parseExactJson } from "@eks-auth/server-runtime";
import type { ReceivedResponse } from "../http/response.ts";

/**
 * Parses the JSON of a response.
 *
 * @param parseText - parses the text; by default `JSON.parse`
 * @returns the value, or `undefined` if the body is empty
 * @throws TypeError if the body isn't JSON
 */
export function parseBody(
  { body }: ReceivedResponse,
  parseText: (text: string) => unknown = JSON.parse,
): unknown {
  try {
    return body.length === 0 ? undefined : parseText(new TextDecoder().decode(body));
  } catch {
    // The error of JSON.parse quotes the text, which may have a secret.
    throw new TypeError("The body is not valid JSON");
  }
}

/** Parses the JSON of a response as {@link parseBody} does, without losing digits of numbers. */
export function parseExactBody(response: ReceivedResponse): unknown {
  return parseBody(response, (text) => parseExactJson(text, Number.POSITIVE_INFINITY));
}
