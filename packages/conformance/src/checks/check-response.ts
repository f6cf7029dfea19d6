import type { ResponseExpectation } from "../cases/case.ts";
import type { Answer } from "../http/message.ts";
import { checkBody } from "./check-body.ts";
import { checkHeaders } from "./check-headers.ts";

/**
 * Checks an answer against a case of `@httpResponseTests`.
 *
 * @returns what is wrong, or `undefined`
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
    (forbidden && `the header ${forbidden} is there, and should not be`) ??
    (body === undefined ? undefined : checkBody(answer, body, bodyMediaType))
  );
}
