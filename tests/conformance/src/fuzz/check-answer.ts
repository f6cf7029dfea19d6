import type { Answer } from "./wire/send-direct.ts";

/**
 * Says what is wrong with an answer to a request that may be wrong itself.
 *
 * @param method - the request's
 * @returns `undefined` where nothing is
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
    return `a ${status} that isn't application/json`;
  }
  return method === "HEAD" || isJsonObject(Buffer.from(body).toString())
    ? undefined
    : `a ${status} without JSON`;
}

/** Says whether something in this process has been changed by what was sent. */
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
