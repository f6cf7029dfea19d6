/** What a request sends. A stream can be sent only once, so a request with one is not tried again after it was read. */
export type RequestBody = string | Uint8Array | AsyncIterable<Uint8Array> | undefined;

/** A request as a transport sends it. */
export interface HttpRequest {
  readonly method: string;
  readonly protocol: "https:" | "http:";
  /** The host, with the port if it isn't the protocol's default: `eks-auth.example.org`, `[::1]:8480`. */
  readonly host: string;
  /** Percent-encoded, with a slash at the start. */
  readonly path: string;
  /** Percent-encoded, without a question mark; empty if there is none. */
  readonly query: string;
  /** By name in lower case. A transport adds `content-length`, or sends a stream in chunks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

/** Whether a body is a stream, which can be sent only once. */
export function isStream(body: RequestBody): body is AsyncIterable<Uint8Array> {
  return !!(body as Partial<AsyncIterable<Uint8Array>> | undefined)?.[Symbol.asyncIterator];
}
