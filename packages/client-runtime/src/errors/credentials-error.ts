import { ClientError } from "./client-error.ts";

/** There are no credentials for a request. The cause is the error of the function that should return them. */
export class CredentialsError extends ClientError {
  override readonly name = "CredentialsError";
  readonly code = "no_credentials";
}
