import { findRequestId } from "../http/request-id.ts";
import type { ReceivedResponse } from "../http/response.ts";
import { ClientError } from "./client-error.ts";

/** A successful response that isn't as the model describes it, or a response that is too large. */
export class ResponseError extends ClientError {
  override readonly name = "ResponseError";
  readonly code = "invalid_response";
  /** The HTTP status. */
  readonly status: number;
  /** The request's ID in the service's logs, if the response has one. */
  readonly requestId: string | undefined;
  /** The response's headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  /** @param reason - what is wrong, without a value of the response, which can be secret */
  constructor(
    reason: string,
    response: Pick<ReceivedResponse, "status" | "headers">,
    options?: ErrorOptions,
  ) {
    super(`The response is invalid: ${reason}`, options);
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = findRequestId(response.headers);
  }
}
