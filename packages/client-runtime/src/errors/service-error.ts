import { findRequestId } from "../http/request-id.ts";
import type { ReceivedResponse } from "../http/response.ts";
import { ClientError } from "./client-error.ts";

/**
 * An error that the service answered with. Errors of the model are instances of their own classes.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export class ServiceError extends ClientError {
  /** The error's name as the service sent it; `UnknownError` if it sent none, as a proxy does. */
  override readonly name: string;
  /** The HTTP status. */
  readonly status: number;
  /** The request's ID in the service's logs, if the response has one. */
  readonly requestId: string | undefined;
  /** The response's headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether another try can help, by the model's trait `@retryable`. Other errors are classified by name and status. */
  declare readonly retryable?: "transient" | "throttling";

  /**
   * @param name - the error's name
   * @param message - the service's message
   * @param response - the response that contains it
   */
  constructor(name: string, message: string, response: Pick<ReceivedResponse, "status" | "headers">) {
    super(message);
    this.name = name;
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = findRequestId(response.headers);
  }

  /** The error's name. */
  get code(): string {
    return this.name;
  }
}
