import type { HandlerOptions, RequestInfo } from "./options.ts";

/** Reports an unexpected error. It never throws, and the request doesn't wait for it. */
export type ErrorReporter = (error: unknown, request: RequestInfo) => void;

/** Creates the handler's error reporter: its `onError` hook, or standard error. */
export function createErrorReporter(onError: HandlerOptions["onError"]): ErrorReporter {
  if (onError === undefined) {
    return reportToConsole;
  }
  return async (error, request) => {
    try {
      await onError(error, request);
    } catch (hookError) {
      // The hook failed, so the error that it got would be lost.
      reportToConsole(error, request);
      reportToConsole(hookError, request);
    }
  };
}

/** Calls a hook with an event. An error of the hook is reported and doesn't change the response. */
export async function callHook<Event>(
  hook: (event: Event) => void | Promise<void>,
  event: Event,
  request: RequestInfo,
  report: ErrorReporter,
): Promise<void> {
  try {
    await hook(event);
  } catch (error) {
    report(error, request);
  }
}

function reportToConsole(error: unknown, { operation = "no operation", requestId }: RequestInfo): void {
  // biome-ignore lint/suspicious/noConsole: without an `onError` hook the cause would be lost.
  console.error(`Unexpected error in ${operation}, request ${requestId}:`, error);
}
