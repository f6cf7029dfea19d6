import type { HttpRequest } from "../http/request.ts";
import type { HandlerOptions } from "./options.ts";

/** What a request ID can be: safe in a header, in a log line and in a URL's query, and short. */
const requestIdFormat = /^[\w.~:;=+/@-]{1,128}$/;

/**
 * Chooses the ID of a request: the host program's, if it has one that is usable, or a random UUID. A client can have sent
 * what `createRequestId` returns, so an unusable value is no error.
 *
 * @param reportFailure - gets what `createRequestId` throws, with the ID that the request has instead
 */
export function chooseRequestId(
  createRequestId: NonNullable<HandlerOptions["createRequestId"]>,
  request: HttpRequest,
  reportFailure: (error: unknown, requestId: string) => void,
): string {
  const random = crypto.randomUUID();
  try {
    const chosen: unknown = createRequestId(request);
    if (typeof chosen === "string" && requestIdFormat.test(chosen)) {
      return chosen;
    }
    // In JavaScript it can be async. An unhandled rejection would end the process.
    if (chosen instanceof Promise) {
      chosen.catch((error) => reportFailure(error, random));
    }
  } catch (error) {
    reportFailure(error, random);
  }
  return random;
}
