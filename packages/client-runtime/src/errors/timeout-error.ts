import { ClientError } from "./client-error.ts";

/** What a time limit is for: a new connection, a try, or the whole call. */
export type LimitedStep = "connection" | "try" | "call";

/** A time limit expired. */
export class TimeoutError extends ClientError {
  override readonly name = "TimeoutError";
  readonly code = "timeout";
  /** What took too long. After a connection or a try, the call is tried again. */
  declare readonly step: LimitedStep;

  constructor(step: LimitedStep, milliseconds: number) {
    super(`The ${step} took longer than ${milliseconds} ms.`);
    this.step = step;
  }
}
