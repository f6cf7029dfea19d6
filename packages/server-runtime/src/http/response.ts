/** An HTTP response for a host adapter to send. */
export interface HttpResponse {
  /** The status code. */
  readonly status: number;
  /** The headers, names in lower case. */
  readonly headers: Record<string, string>;
  /**
   * The body: text that is sent as UTF-8, bytes, or pieces that are sent as they come. An empty string if there is none.
   * A host that stops reading the pieces calls `return()` on their iterator.
   */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Whether a body is text or bytes, not pieces. */
export function hasKnownLength(body: HttpResponse["body"]): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

/** Closes a body that won't be sent, so that its source releases its resources. */
export async function discardBody(body: HttpResponse["body"]): Promise<void> {
  if (hasKnownLength(body)) {
    return;
  }
  try {
    await body[Symbol.asyncIterator]().return?.();
  } catch {
    // The body isn't sent, so its error doesn't matter.
  }
}

/** Functions that are called when reading a body ends. They must not throw. */
export interface BodyObserver {
  /** Called at the end of the body. */
  readonly onEnd?: () => void;
  /** Called if the reader stops earlier. */
  readonly onReturn?: () => void;
  /** Gets the error if reading fails; the body's reader gets it too. */
  readonly onError?: (error: unknown) => void;
}

/** Observes how reading a body ends. */
export function observeBody(
  body: AsyncIterable<Uint8Array>,
  { onEnd, onReturn, onError }: BodyObserver,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = body[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const result = await iterator.next();
            if (result.done) {
              onEnd?.();
            }
            return result;
          } catch (error) {
            onError?.(error);
            throw error;
          }
        },
        async return() {
          onReturn?.();
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** Matches headers that describe a connection. A server decides on them itself, and HTTP/2 has none of them. */
export const connectionHeader: RegExp =
  /^(?:connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/** Whether a text can be the name of an HTTP header. */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(text);
}

/** Whether a text can be the value of an HTTP header: no line breaks, only Latin-1. */
export function isHeaderValue(text: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(text);
}

/** Whether HTTP can carry the names and the values of headers. */
export function canSendHeaders(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).every(([name, value]) => isHeaderName(name) && isHeaderValue(value));
}
