import { ModeledError } from "../errors/modeled-error.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Report } from "./hooks.ts";
import type { Failure } from "./options.ts";
import type { Operation, Service } from "./service.ts";

/**
 * Answers whatever ended a request: a fault of the protocol and a modelled error of the operation as they are,
 * anything else with the service's internal error, while the cause is reported.
 *
 * @param operation - `undefined` where the request has found none
 */
export function answerError<Context>(
  error: unknown,
  service: Service<Context>,
  operation: Operation<Context> | undefined,
  report: Report,
  failure: Failure,
): HttpResponse {
  if (error instanceof ProtocolError) {
    return writeProtocolError(error);
  }
  let cause = error;
  if (error instanceof ModeledError) {
    try {
      const response = writeListed(error, operation);
      if (response !== undefined) {
        return response;
      }
    } catch (writeFailure) {
      cause = writeFailure;
    }
  }
  report(cause, failure);
  const internal = service.createInternalError("The service met an unexpected error.");
  return internal instanceof ProtocolError
    ? writeProtocolError(internal)
    : (writeListed(internal, operation) ?? writeMessageError(internal));
}

/** @returns `undefined` where the operation doesn't list the error */
function writeListed<Context>(
  error: ModeledError,
  operation: Operation<Context> | undefined,
): HttpResponse | undefined {
  if (operation === undefined || !Object.hasOwn(operation.errors, error.name)) {
    return undefined;
  }
  return operation.errors[error.name]?.(error);
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization */
function writeProtocolError(error: ProtocolError): HttpResponse {
  return {
    status: error.status,
    headers: { ...error.headers, "content-type": "application/json", "x-amzn-errortype": error.name },
    body: JSON.stringify({ message: error.message }),
  };
}

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
