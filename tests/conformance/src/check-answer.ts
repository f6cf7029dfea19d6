import type { MalformedResponse } from "@eks-auth/test-kit/malformed-requests";
import type { ResponseExpectation } from "./cases/case.ts";
import type { Answer } from "./http/requests.ts";
import { parseExactly } from "./model/exact-numbers.ts";
import { findDifference } from "./values/find-difference.ts";

/**
 * Checks an answer against a case of `@httpResponseTests`.
 *
 * @returns the problem, or undefined if there is none
 */
export function checkResponse(answer: Answer, expected: ResponseExpectation): string | undefined {
  const { code, headers = {}, requireHeaders = [], forbidHeaders = [], body, bodyMediaType } = expected;
  if (answer.status !== code) {
    return `status ${answer.status} instead of ${code}: ${Buffer.from(answer.body)}`;
  }
  const missing = requireHeaders.find((name) => !(name.toLowerCase() in answer.headers));
  const forbidden = forbidHeaders.find((name) => name.toLowerCase() in answer.headers);
  return (
    checkHeaders(answer, headers) ??
    (missing && `the header ${missing} is missing`) ??
    (forbidden && `the header ${forbidden} is forbidden`) ??
    (body === undefined ? undefined : checkBody(answer, body, bodyMediaType))
  );
}

/**
 * Checks an answer against a case of `@httpMalformedRequestTests`.
 *
 * @returns the problem, or undefined if there is none
 */
export function checkRejection(answer: Answer, expected: MalformedResponse): string | undefined {
  const { code, headers = {}, body } = expected;
  if (answer.status !== code) {
    return `status ${answer.status} instead of ${code}: ${Buffer.from(answer.body)}`;
  }
  const wrongHeader = checkHeaders(answer, headers);
  if (wrongHeader !== undefined || body === undefined) {
    return wrongHeader;
  }
  const { assertion, mediaType } = body;
  return "contents" in assertion
    ? checkBody(answer, assertion.contents, mediaType)
    : checkMessage(answer, assertion.messageRegex);
}

function checkMessage(answer: Answer, pattern: string): string | undefined {
  const text = Buffer.from(answer.body).toString();
  const { message } = JSON.parse(text) as { message?: unknown };
  return typeof message === "string" && new RegExp(`^(?:${pattern})$`).test(message)
    ? undefined
    : `body ${text} has no message that matches ${pattern}`;
}

/**
 * Checks that an answer has these headers with exactly these values.
 *
 * @returns the problem, or undefined if there is none
 */
function checkHeaders(answer: Answer, expected: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const actual = answer.headers[name.toLowerCase()];
    if (actual !== value) {
      return `the header ${name} is ${JSON.stringify(actual) ?? "missing"} instead of ${JSON.stringify(value)}`;
    }
  }
  return undefined;
}

/**
 * Checks a body: JSON by its values, any other byte by byte.
 *
 * @returns the problem, or undefined if there is none
 */
export function checkBody(
  answer: Pick<Answer, "body">,
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
