/** The limits of operations with event streams. Every option has a safe default. */
export interface EventStreamOptions {
  /** The largest event of a client, in bytes with its headers. Default 1,048,576. A larger one is answered with 413. */
  readonly maxEventBytes?: number;
  /** All events of a request together, in bytes. Default 1,073,741,824. Reading more throws, as with other streams. */
  readonly maxTotalBytes?: number;
  /**
   * How long the stream waits for the client's next event, in milliseconds. Default 60,000. After that, reading throws
   * and the client gets a 408. While the implementation doesn't ask for an event, the time doesn't count.
   */
  readonly idleTimeoutMs?: number;
  /**
   * How long a request with an event stream can take, in milliseconds, from its start until its last event is sent.
   * Default 3,600,000, an hour. After that `call.signal` aborts and the client gets a 503.
   */
  readonly totalTimeoutMs?: number;
  /** How many requests can have open event streams. Default 1,000. One over the limit is answered with 503. */
  readonly maxOpen?: number;
  /** How many requests from one address can have open event streams. Default 250. Clients behind a proxy share one. */
  readonly maxOpenPerAddress?: number;
}
