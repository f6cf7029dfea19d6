import type { MalformedResponse } from "../cases/expand-malformed.ts";
import type { Answer } from "../http/message.ts";
import { checkBody } from "./check-body.ts";
import { checkHeaders } from "./check-headers.ts";

/**
 * Checks an answer against a case of `@httpMalformedRequestTests`.
 *
 * @returns what is wrong, or `undefined`
 */
export function checkRefusal(answer: Answer, expected: MalformedResponse): string | undefined {
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
