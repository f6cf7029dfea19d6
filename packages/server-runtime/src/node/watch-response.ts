import type { Writable } from "node:stream";

/**
 * Creates a signal that aborts if a response is closed before it is sent.
 *
 * @param isSent - whether the whole response was passed to the operating system; called when it is closed
 */
export function abortUnlessSent(response: Writable, isSent: () => boolean): AbortSignal {
  const controller = new AbortController();
  function close(): void {
    if (!isSent()) {
      controller.abort();
    }
  }
  if (response.destroyed) {
    close();
  } else {
    response.once("close", close);
  }
  return controller.signal;
}
