import { ClientError } from "./client-error.ts";

/** There is no endpoint for a request: the option is not a usable URL, or the model's endpoint rules refuse the options. */
export class EndpointError extends ClientError {
  override readonly name = "EndpointError";
  readonly code = "invalid_endpoint";
}
