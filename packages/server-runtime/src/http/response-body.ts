import type { HttpResponse } from "./response.ts";

/** Tells a body whose length is known from one that comes in pieces. */
export function isSized(body: HttpResponse["body"]): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

/** Ends a body that nobody will read, so that its source can let go of what it holds. */
export async function discardBody(body: HttpResponse["body"]): Promise<void> {
  if (isSized(body)) {
    return;
  }
  try {
    await body[Symbol.asyncIterator]().return?.();
  } catch {
    // Nobody waits for the body: neither is anybody concerned by its failure.
  }
}
