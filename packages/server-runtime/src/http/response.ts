/** An HTTP response for a host adapter to send. */
export interface HttpResponse {
  /** The status code. */
  readonly status: number;
  /** The headers, names in lower case. */
  readonly headers: Record<string, string>;
  /**
   * The body: text that is sent as UTF-8, bytes, or pieces that are sent as they come. An empty string where there is
   * none. A host that gives up on the pieces ends their iterator with `return()`.
   */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

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

/** Tells whether HTTP takes this as the name of a header: a token. */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(text);
}

/** Tells whether HTTP takes this as the value of a header: no line breaks, nothing beyond Latin-1. */
export function isHeaderValue(text: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(text);
}

/**
 * Watches a body that is sent in pieces, for when it fails its answer is already on its way.
 *
 * @param onFailure - gets what reading a piece throws; the host gets it as well
 */
export function watchBody(
  body: AsyncIterable<Uint8Array>,
  onFailure: (error: unknown) => void,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = body[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            return await iterator.next();
          } catch (error) {
            onFailure(error);
            throw error;
          }
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
