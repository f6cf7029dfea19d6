/** A response as a transport receives it. */
export interface HttpResponse {
  readonly status: number;
  /** By name in lower case. Values of headers with the same name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, which must be read to its end or cancelled: `for await` does both. It can be read once. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A response whose body was read. Generated parsers read it. */
export interface ReceivedResponse {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; empty if an operation streams its output. */
  readonly body: Uint8Array;
  /** The body of an operation that streams its output, not read yet; for other operations undefined. */
  readonly stream?: AsyncIterable<Uint8Array> | undefined;
}
