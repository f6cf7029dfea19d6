import type { Failure, HandlerOptions } from "./options.ts";

/** Reports an unexpected error. Nobody waits for it, and it never throws. */
export type Report = (error: unknown, failure: Failure) => void;

/** Makes the report of a handler, out of its `onError` or of standard error. */
export function makeReport(onError: HandlerOptions["onError"]): Report {
  if (onError === undefined) {
    return reportToConsole;
  }
  return async (error, failure) => {
    try {
      await onError(error, failure);
    } catch (hookError) {
      // What the hook was told would be lost with it.
      reportToConsole(error, failure);
      reportToConsole(hookError, failure);
    }
  };
}

/** Tells a hook of an event. One that throws or rejects must not cost the caller its answer, nor us the error. */
export async function tellHook<Event extends Failure>(
  hook: (event: Event) => void | Promise<void>,
  event: Event,
  report: Report,
): Promise<void> {
  try {
    await hook(event);
  } catch (error) {
    report(error, { operation: event.operation, requestId: event.requestId });
  }
}

function reportToConsole(error: unknown, { operation = "no operation", requestId }: Failure): void {
  // biome-ignore lint/suspicious/noConsole: without a hook of the implementer's the cause would be lost.
  console.error(`Unexpected error in ${operation}, request ${requestId}:`, error);
}
