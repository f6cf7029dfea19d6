import { ClientError } from "./client-error.ts";

/** A time limit expired: of a new connection, of a try, or of the whole call. */
export class TimeoutError extends ClientError {
  override readonly name = "TimeoutError";
  readonly code = "timeout";
  /** The limit that expired. Only the call's ends the call; after the others, it is tried again. */
  readonly limit: "connection" | "try" | "call";

  constructor(limit: "connection" | "try" | "call", milliseconds: number) {
    super(`The ${limit} took longer than ${milliseconds} ms.`);
    this.limit = limit;
  }
}
