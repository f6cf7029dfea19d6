/** An HTTP response for a host adapter to send. */
export interface HttpResponse {
  /** The status code. */
  readonly status: number;
  /** The headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; empty where there is none. */
  readonly body: string;
}
