import type { HttpResponse } from "../http/response.ts";
import { type ResponseFacts, readFacts } from "../http/response-facts.ts";
import { ClientError } from "./client-error.ts";

/** The base class of errors with a response. */
export abstract class ReceivedError extends ClientError implements ResponseFacts {
  /** The HTTP status. */
  declare readonly status: number;
  /** The request's ID in the service's logs, if the response has one. */
  declare readonly requestId: string | undefined;
  /** The response's headers, by name in lower case. */
  declare readonly headers: Readonly<Record<string, string>>;

  /** @param properties - those of the subclass */
  constructor(message: string, response: Pick<HttpResponse, "status" | "headers">, properties: object) {
    super(message);
    Object.assign(this, readFacts(response), properties);
  }
}
