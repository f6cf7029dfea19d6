import { ClientError } from "../errors/client-error.ts";

/** A waiter ended before the state was reached. If an error of the service ended it, that is the cause. */
export class WaiterError extends ClientError {
  override readonly name = "WaiterError";
  /** Whether the state can't be reached any more, or the time is over. */
  readonly code: "waiter_failed" | "waiter_timeout";
  /** The last output; undefined if the last call failed. */
  readonly output: unknown;

  constructor(code: WaiterError["code"], message: string, output: unknown, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.output = output;
  }
}
