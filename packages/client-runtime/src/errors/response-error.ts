import type { HttpResponse } from "../http/response.ts";
import { ReceivedError } from "./received-error.ts";

/** A response that isn't as the model describes it, or that is too large. */
export class ResponseError extends ReceivedError {
  declare readonly name: "ResponseError";
  declare readonly code: "invalid_response" | "response_too_large";

  /** @param reason - what is wrong, without a value of the response, which can be secret */
  constructor(
    reason: string,
    response: Pick<HttpResponse, "status" | "headers">,
    code: ResponseError["code"] = "invalid_response",
  ) {
    super(`The response is invalid: ${reason}`, response, { name: "ResponseError", code });
  }
}
