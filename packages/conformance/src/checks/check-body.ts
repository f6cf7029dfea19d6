import type { Answer } from "../http/message.ts";
import { parseExactly } from "../numbers/parse-exactly.ts";
import { findDifference } from "../values/find-difference.ts";

/**
 * Checks a body. JSON may be written in several ways; any other body only in one.
 *
 * @returns what is wrong, or `undefined`
 */
export function checkBody(
  answer: Answer,
  expected: string,
  mediaType: string | undefined,
): string | undefined {
  const actual = Buffer.from(answer.body).toString();
  if (actual === expected) {
    return undefined;
  }
  if (mediaType !== "application/json" || actual === "" || expected === "") {
    return `body ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
  }
  const difference = findDifference(parseExactly(actual), parseExactly(expected));
  return difference && `body: ${difference}`;
}
