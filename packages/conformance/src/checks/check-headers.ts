import type { Answer } from "../http/message.ts";

/**
 * Checks that an answer has these headers, with these values to the letter.
 *
 * @returns what is wrong, or `undefined`
 */
export function checkHeaders(answer: Answer, expected: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const actual = answer.headers[name.toLowerCase()];
    if (actual !== value) {
      return `the header ${name} is ${JSON.stringify(actual) ?? "missing"} instead of ${JSON.stringify(value)}`;
    }
  }
  return undefined;
}
