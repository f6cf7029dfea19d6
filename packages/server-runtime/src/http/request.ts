/**
 * An HTTP request as a host adapter hands it to a {@link Handler}: just what every host can supply.
 */
export interface HttpRequest {
  /** The method in capitals, `POST`. */
  readonly method: string;
  /** The path as it was sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as it was sent, without the `?`; empty where there is none. */
  readonly query: string;
  /** Aborted when the caller goes away before it has its answer. */
  readonly signal: AbortSignal;
  /**
   * Looks a header up.
   *
   * @param name - in lower case
   * @returns the value, or `undefined` where the header is absent
   */
  header(name: string): string | undefined;
  /** Names the headers that were sent, in lower case and each once. */
  headerNames(): Iterable<string>;
  /**
   * Reads the whole body. Called once at most, and not at all where the route is already refused.
   *
   * @param maxBytes - the largest body to accept, in bytes
   * @throws RequestEntityTooLargeException where the body is larger; nothing of it is kept
   * @throws RequestAbortedException where the caller goes away midway
   */
  readBody(maxBytes: number): Promise<Uint8Array>;
  /**
   * Hands out the body in pieces, as they come. Called once at most, and only instead of `readBody`; what it returns
   * is read once at most. Nothing is read before somebody asks for a piece, and not much more than was asked for.
   *
   * @param maxBytes - the largest body to accept, in bytes
   * @returns pieces. Reading them throws RequestEntityTooLargeException where the body turns out to be larger, and
   * RequestAbortedException where the caller goes away midway
   */
  streamBody(maxBytes: number): AsyncIterable<Uint8Array>;
}

/**
 * A request with its body read, before anything of it is parsed. This is what an
 * {@link Authenticate} hook sees, for a signature covers the bytes as they were sent.
 */
export interface RawRequest extends Omit<HttpRequest, "readBody" | "streamBody"> {
  /** Aborted when the caller goes away before it has its answer, or when the operation's time is over. */
  readonly signal: AbortSignal;
  /** The body's bytes; empty where there is none, and for an operation whose input streams. */
  readonly body: Uint8Array;
}

/** A request that has found its operation: what a generated input reader works on. */
export interface RoutedRequest extends RawRequest {
  /** The values of the labels in the path, in the path's order, still percent-encoded. */
  readonly labels: readonly string[];
  /** How deep the body's JSON may nest: `[[1]]` is 2 deep. */
  readonly maxJsonDepth: number;
  /**
   * The body of an operation whose input streams, to be read once.
   *
   * @throws TypeError where the operation's input doesn't stream
   */
  readonly stream: AsyncIterable<Uint8Array>;
}
