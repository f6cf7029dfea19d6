/** The client of a request, as the connection shows it. It stays valid after the connection has closed. */
export interface Peer {
  /**
   * The IP address. Behind a NAT, or a proxy that the adapter doesn't trust, it is that of many clients. An IPv4-mapped
   * IPv6 address is written as IPv4.
   */
  readonly address: string;
  /**
   * The client's TLS certificate, DER, if TLS asked for one and verified it. If a proxy ends TLS, it is the certificate
   * of the proxy.
   */
  readonly certificate?: Uint8Array | undefined;
}

/** An HTTP request as a host adapter passes it to a {@link Handler}: only what every host can supply. */
export interface HttpRequest {
  /** The method in capitals, `POST`. */
  readonly method: string;
  /** The path as it was sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as it was sent, without the `?`; empty if there is none. */
  readonly query: string;
  /** Who sent the request; `undefined` if the host doesn't know it. The limits of an address count by it. */
  readonly peer?: Peer | undefined;
  /**
   * The adapter's request, for the functions of the adapter's entry that return what the host passed, such as
   * `getIncomingMessage`. An `HttpRequest` that wraps another one should have the other's.
   */
  readonly hostRequest?: object | undefined;
  /** Aborted if the client disconnects before it has its response. */
  readonly signal: AbortSignal;
  /**
   * Looks up a header.
   *
   * @param name - in lower case
   * @returns the value, or `undefined` if the header is absent
   */
  header(name: string): string | undefined;
  /** Lists the names of the headers that were sent, in lower case, each once. */
  headerNames(): Iterable<string>;
  /**
   * Reads the whole body. Called at most once, and not at all if the request has no operation.
   *
   * @param maxBytes - the largest body to accept, in bytes
   * @throws RequestEntityTooLargeException if the body is larger; what was read is dropped
   * @throws RequestAbortedException if the client disconnects before the body is complete
   */
  readBody(maxBytes: number): Promise<Uint8Array>;
  /**
   * Returns the body in pieces, as they arrive. Called at most once, and only instead of `readBody`; the result can be
   * read once. Nothing is read before a piece is requested, and not much more than was requested.
   *
   * @param maxBytes - the largest body to accept, in bytes
   * @returns pieces. Reading them throws RequestEntityTooLargeException if the body turns out to be larger, and
   * RequestAbortedException if the client disconnects before the body is complete
   */
  streamBody(maxBytes: number): AsyncIterable<Uint8Array>;
}

/**
 * A request whose body has been read, but not parsed. An {@link Authenticate} hook gets it, because a signature covers
 * the bytes that were sent.
 */
export interface RawRequest extends Omit<HttpRequest, "readBody" | "streamBody"> {
  /** The operation's name, for example `AssumeRoleForPodIdentity`. */
  readonly operation: string;
  /** The values of the path's labels, in the order of the path, still percent-encoded. */
  readonly labels: readonly string[];
  /** Aborted if the client disconnects before it has its response, or if the operation runs out of time. */
  readonly signal: AbortSignal;
  /** The body's bytes; empty if there is none, and for an operation whose input streams. */
  readonly body: Uint8Array;
}

/** A request with its route: what a generated input reader works on. */
export interface RoutedRequest extends RawRequest {
  /** How deep the body's JSON can nest: `[[1]]` is 2 deep. */
  readonly maxJsonDepth: number;
  /**
   * The body of an operation whose input streams. It can be read once.
   *
   * @throws TypeError if the operation's input doesn't stream
   */
  readonly stream: AsyncIterable<Uint8Array>;
}

/** Splits the target of a request at the first `?`. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const queryStart = target.indexOf("?");
  return queryStart === -1
    ? { path: target, query: "" }
    : { path: target.slice(0, queryStart), query: target.slice(queryStart + 1) };
}
