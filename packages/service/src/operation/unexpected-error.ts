import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A step failed with an error that it is not expected to throw. The response is a 500. */
export class UnexpectedError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/UnexpectedError";
  override readonly name = "UnexpectedError";
  readonly code = "internal_error";

  /** @param cause - what the step threw; the message has nothing of it */
  constructor(cause: unknown) {
    super("An unexpected error happened. The log has its text, with the same request ID.", { cause });
  }
}
