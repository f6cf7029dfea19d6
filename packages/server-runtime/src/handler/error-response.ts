import { ModeledError } from "../errors/modeled-error.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import { connectionHeader, type HttpResponse } from "../http/response.ts";
import type { ErrorReporter } from "./hooks.ts";
import type { RequestInfo } from "./options.ts";
import type { Operation, Service } from "./service.ts";

/**
 * Creates the response to an error. A protocol error and a modelled error that the operation lists are sent as they are.
 * For any other error the client gets the service's internal error, and the cause is reported.
 *
 * @param operation - `undefined` if the request has no operation
 */
export function createErrorResponse<Context>(
  error: unknown,
  service: Service<Context>,
  operation: Operation<Context> | undefined,
  report: ErrorReporter,
  request: RequestInfo,
): HttpResponse {
  if (error instanceof ProtocolError) {
    return writeProtocolError(error);
  }
  let cause = error;
  if (error instanceof ModeledError) {
    try {
      const response = writeListedError(error, operation);
      if (response !== undefined) {
        return response;
      }
    } catch (writeError) {
      cause = writeError;
    }
  }
  report(cause, request);
  const internal = createInternalError(service);
  return internal instanceof ProtocolError
    ? writeProtocolError(internal)
    : (writeListedError(internal, operation) ?? writeMessage(internal, internal.message));
}

/** Creates the error that the client gets for an unexpected error. */
export function createInternalError<Context>(service: Service<Context>): ModeledError | ProtocolError {
  return service.createInternalError("The service met an unexpected error.");
}

/**
 * Writes a modelled error with its additional headers, which can't replace those of the protocol.
 *
 * @returns `undefined` if the operation doesn't list the error
 */
function writeListedError<Context>(
  error: ModeledError<object>,
  operation: Operation<Context> | undefined,
): HttpResponse | undefined {
  if (operation === undefined || !Object.hasOwn(operation.errors, error.name)) {
    return undefined;
  }
  const response = operation.errors[error.name]?.(error);
  return response && { ...response, headers: addHeaders(error, response.headers) };
}

/** Adds the headers that an implementation gave to an error. A host decides on those of the connection and the length. */
function addHeaders(
  { headers }: { readonly headers: Readonly<Record<string, string>> | undefined },
  protocolHeaders: Record<string, string>,
): Record<string, string> {
  const added = { ...headers };
  for (const name of Object.keys(added)) {
    if (connectionHeader.test(name) || name === "content-length") {
      delete added[name];
    }
  }
  return { ...added, ...protocolHeaders };
}

function writeProtocolError(error: ProtocolError): HttpResponse {
  const response = writeMessage(error, error.message);
  return { ...response, headers: addHeaders(error, response.headers) };
}

/**
 * Writes a modelled error whose only member is `message`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function writeMessageError(error: ModeledError): HttpResponse {
  return writeMessage(error, error.members.message ?? undefined);
}

function writeMessage(
  { status, name }: ModeledError<object> | ProtocolError,
  message: string | undefined,
): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": name },
    body: JSON.stringify({ message }),
  };
}
