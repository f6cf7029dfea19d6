/** The part of autocannon's API that the benchmarks use: it has no types. */
declare module "autocannon" {
  export interface Request {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string;
  }

  /** A connection. */
  export interface Client {
    /** Sets the requests to send in turn. */
    setRequests(requests: Request[]): void;
  }

  export interface Options {
    url: string;
    /** Called for each connection before it sends a request. */
    setupClient: (client: Client) => void;
    connections: number;
    /** How many requests to send. */
    amount: number;
    /** How often to check whether all requests are answered, in milliseconds. */
    sampleInt: number;
  }

  export interface Result {
    errors: number;
    timeouts: number;
    non2xx: number;
    "2xx": number;
  }

  /** A run in progress. */
  export interface Run extends PromiseLike<Result> {
    on(
      event: "response",
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(options: Options): Run;
}
