import type { HttpRequest } from "../http/request.ts";
import { discardBody, type HttpResponse, hasKnownLength, observeBody } from "../http/response.ts";

/** What the runner of an operation with streams does with them. Stubs without streams don't contain it. */
export interface Streams {
  /**
   * Opens the body of a request whose input streams.
   *
   * @param onEnd - called at the end of the body
   * @returns pieces. Nothing is read before the first is requested
   */
  openInput(request: HttpRequest, maxBytes: number, onEnd: () => void): AsyncIterable<Uint8Array>;
  /** Returns a response whose body, if it streams, reports its error: it can't be sent any more. */
  watchOutput(response: HttpResponse, onError: (error: unknown) => void): HttpResponse;
  /** Closes the body of a response that no one sends, so that its source releases its resources. */
  discardOutput(response: HttpResponse): Promise<void>;
}

/** The streams of operations whose input or output has a `@streaming` blob. */
export const blobStreams: Streams = {
  openInput(request, maxBytes, onEnd) {
    const body = observeBody(request.streamBody(maxBytes), { onEnd });
    let isRead = false;
    return {
      [Symbol.asyncIterator]() {
        if (isRead) {
          throw new TypeError("A streamed body can be read only once");
        }
        isRead = true;
        return body[Symbol.asyncIterator]();
      },
    };
  },
  watchOutput(response, onError) {
    const { body } = response;
    return hasKnownLength(body) ? response : { ...response, body: observeBody(body, { onError }) };
  },
  discardOutput: ({ body }) => discardBody(body),
};
