/** What the benchmarks use of autocannon, which has no types of its own. */
declare module "autocannon" {
  export interface Request {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string;
  }

  /** A connection. */
  export interface Client {
    /** Gives it the requests that it sends in turn. */
    setRequests(requests: Request[]): void;
  }

  export interface Options {
    url: string;
    /** Is called for each connection before it sends anything. */
    setupClient: (client: Client) => void;
    connections: number;
    /** How many requests to send. */
    amount: number;
    /** How often it looks whether they are all answered, in milliseconds. */
    sampleInt: number;
  }

  export interface Result {
    errors: number;
    timeouts: number;
    non2xx: number;
    "2xx": number;
  }

  /** A run under way. */
  export interface Run extends PromiseLike<Result> {
    on(
      event: "response",
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(options: Options): Run;
}
