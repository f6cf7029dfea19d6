import type { Answer } from "../http/requests.ts";

/**
 * Checks an answer to a random request.
 *
 * @param method - of the request
 * @returns the problem, or undefined if there is none
 */
export function checkAnswer(answer: Answer, method: string): string | undefined {
  const { status, headers, body } = answer;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return `the status ${status}`;
  }
  if (status >= 500) {
    return `the status ${status}: ${Buffer.from(body)}`;
  }
  if (status < 400) {
    return undefined;
  }
  if (headers["x-amzn-errortype"] === undefined) {
    return `a ${status} without x-amzn-errortype`;
  }
  if (headers["content-type"] !== "application/json") {
    return `a ${status} whose content type is not application/json`;
  }
  return method === "HEAD" || isJsonObject(Buffer.from(body).toString())
    ? undefined
    : `a ${status} without JSON`;
}

/** Whether a request changed the prototypes of this process. */
export function isPolluted(): boolean {
  return "polluted" in {} || "polluted" in Object || "polluted" in [];
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
