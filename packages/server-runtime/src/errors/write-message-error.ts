import type { HttpResponse } from "../http/response.ts";
import type { ModeledError } from "./modeled-error.ts";

/**
 * Writes a modelled error that has no member but `message`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function writeMessageError(error: ModeledError): HttpResponse {
  return {
    status: error.status,
    headers: { "content-type": "application/json", "x-amzn-errortype": error.name },
    body: JSON.stringify({ message: error.members.message ?? undefined }),
  };
}
