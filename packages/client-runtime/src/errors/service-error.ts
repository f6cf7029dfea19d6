import type { HttpResponse } from "../http/response.ts";
import { ReceivedError } from "./received-error.ts";

/**
 * An error that the service answered with. Each error of the model has its own class.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export class ServiceError extends ReceivedError {
  /** The error's name as the service sent it; `UnknownError` if it sent none, as a proxy does. */
  declare readonly name: string;
  /** The error's name. */
  declare readonly code: string;
  /** Why another try can help, by the model's trait `@retryable` or the clock. Others are classified by name and status. */
  declare retryable?: "transient" | "throttling";

  /**
   * @param name - the error's name
   * @param message - the service's message
   * @param response - the response that contains it
   */
  constructor(name: string, message: string, response: Pick<HttpResponse, "status" | "headers">) {
    super(message, response, { name, code: name });
  }
}
