import { CodedError } from "./coded-error.ts";

/**
 * Another program has read the body of a request before the handler, such as a body parser of a framework, so its bytes
 * are lost. It is an error of the server: the client gets a 500, `onError` this error.
 */
export class BodyConsumedError extends CodedError {
  static override readonly brand: string = "@eks-auth/server-runtime/BodyConsumedError";
  override readonly name = "BodyConsumedError";
  readonly code = "body_consumed";

  /** @param advice - what was found and how to fix it */
  constructor(advice: string) {
    super(`The request's body was read before the handler got it: ${advice}`);
  }
}
