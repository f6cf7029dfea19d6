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
