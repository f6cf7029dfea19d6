import type { Answer } from "../http/requests.ts";

/** Adds the length of the body, as the host that sends an answer does where its maker left it out. */
export function addContentLength(answer: Answer): Answer {
  return { ...answer, headers: { "content-length": String(answer.body.length), ...answer.headers } };
}
