import { ModeledError } from "../errors/modeled-error.ts";
import {
  MethodNotAllowedException,
  ProtocolError,
  RequestAbortedException,
  UnknownOperationException,
} from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { answerPreflight, corsHeaders, isPreflight } from "./cors.ts";
import type { Operation, Service } from "./operation.ts";
import type { AuthenticatedHandlerOptions, Failure, HandlerOptions } from "./options.ts";
import { ReadRequest } from "./read-request.ts";

/**
 * Answers HTTP requests for a service. It never rejects: each fault has an answer.
 */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

const defaultMaxBodyBytes = 262_144;

/**
 * Makes the handler of a generated stub. A stub has a function of its own that calls this one.
 *
 * A request is routed, its body read, its caller authenticated, its input parsed and checked, the implementation
 * called and its output written, in this order; the first step that refuses it ends it.
 *
 * @param service - what the generated code knows of the service
 * @param options - with `authenticate` where the implementation expects a context
 */
export function createHandler<Context, Name extends string>(
  service: Service<Context, Name>,
  options: HandlerOptions | AuthenticatedHandlerOptions<Context>,
): Handler {
  const { maxBodyBytes = defaultMaxBodyBytes, onError = reportToConsole } = options;
  const authenticate = "authenticate" in options ? options.authenticate : undefined;

  return async function handle(request) {
    const requestId = crypto.randomUUID();
    let operation: Operation<Context> | undefined;
    let response: HttpResponse;
    try {
      const route = service.route(request.method, request.path);
      if (route.found) {
        operation = service.operations[route.operation];
        response = await perform(operation, route.labels, request, requestId);
      } else if (route.allowed.length === 0) {
        throw new UnknownOperationException();
      } else if (service.cors !== undefined && isPreflight(request)) {
        response = answerPreflight(service.cors, route.allowed);
      } else {
        throw new MethodNotAllowedException(route.allowed);
      }
    } catch (caught) {
      const error = isAbort(caught, request) ? new RequestAbortedException() : caught;
      response = answerError(error, { operation: operation?.name, requestId }, operation?.errors);
    }
    return addCommonHeaders(response, request, requestId);
  };

  async function perform(
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    requestId: string,
  ): Promise<HttpResponse> {
    const body = await request.readBody(maxBodyBytes);
    const read = new ReadRequest(request, body, labels);
    // Without the hook the stub's types leave `undefined` as the only context.
    const context = authenticate === undefined ? (undefined as Context) : await authenticate(read);
    const call = {
      context,
      operation: operation.name,
      requestId,
      get signal() {
        return request.signal;
      },
    };
    return {
      status: operation.status,
      headers: { "content-type": "application/json" },
      body: await operation.invoke(read, call),
    };
  }

  function answerError(
    error: unknown,
    failure: Failure,
    modeled: ReadonlySet<string> | undefined,
  ): HttpResponse {
    if (error instanceof ProtocolError) {
      return writeError(error, error.headers);
    }
    if (error instanceof ModeledError && modeled?.has(error.name)) {
      return writeError(error);
    }
    void report(error, failure);
    return writeError(service.createInternalError("The service met an unexpected error."));
  }

  /** A hook that throws or rejects must not cost the caller its answer, nor us the error. */
  async function report(error: unknown, failure: Failure): Promise<void> {
    try {
      await onError(error, failure);
    } catch (hookError) {
      reportToConsole(error, failure);
      reportToConsole(hookError, failure);
    }
  }

  function addCommonHeaders(response: HttpResponse, request: HttpRequest, requestId: string): HttpResponse {
    return {
      ...response,
      headers: {
        ...response.headers,
        "x-amzn-requestid": requestId,
        ...(service.cors === undefined ? {} : corsHeaders(service.cors, request)),
      },
    };
  }
}

/** An implementation that stops when its caller goes away has not failed. */
function isAbort(error: unknown, request: HttpRequest): boolean {
  return error instanceof Error && error.name === "AbortError" && request.signal.aborted;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization */
function writeError(
  error: ModeledError | ProtocolError,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status: error.status,
    headers: { ...headers, "content-type": "application/json", "x-amzn-errortype": error.name },
    body: JSON.stringify(error.message === "" ? {} : { message: error.message }),
  };
}

function reportToConsole(error: unknown, { operation = "no operation", requestId }: Failure): void {
  // biome-ignore lint/suspicious/noConsole: without a hook of the implementer's the cause would be lost.
  console.error(`Unexpected error in ${operation}, request ${requestId}:`, error);
}
