import {
  MethodNotAllowedException,
  RequestAbortedException,
  UnknownOperationException,
} from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { CorsHeaders, isPreflight } from "./cors.ts";
import { createErrorResponse } from "./error-response.ts";
import { callHook, createErrorReporter } from "./hooks.ts";
import { type AuthenticatedHandlerOptions, type HandlerOptions, resolveLimits } from "./options.ts";
import { OperationRunner } from "./run-operation.ts";
import type { Operation, Route, Service } from "./service.ts";

/** Handles HTTP requests for a service. It never rejects: every error has a response. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * Creates the handler of a generated stub. Generated code calls it in a function that is named after the service.
 *
 * The handler routes a request, reads its body, authenticates the caller, parses and checks the input, calls the
 * implementation and writes the output, in this order. The first step that fails ends the request.
 *
 * @param service - the part that is generated from the model
 * @param options - with `authenticate` if the implementation needs a context
 * @throws TypeError if a limit isn't a whole number in its range
 */
export function createHandler<Context, Name extends string>(
  service: Service<Context, Name>,
  options: HandlerOptions | AuthenticatedHandlerOptions<Context>,
): Handler {
  const { onStart, onEnd } = options;
  const authenticate = "authenticate" in options ? options.authenticate : undefined;
  const report = createErrorReporter(options.onError);
  const runner = new OperationRunner(resolveLimits(options), authenticate, report);
  const cors = service.cors === undefined ? undefined : new CorsHeaders(service.cors);

  return async function handle(request) {
    const requestId = crypto.randomUUID();
    const startedAt = onEnd === undefined ? 0 : performance.now();
    let operation: Operation<Context> | undefined;
    let response: HttpResponse;
    let errorName: string | undefined;
    try {
      let route: Route<Name>;
      try {
        route = service.route(request.method, request.path, request.query);
        operation = route.found ? service.operations[route.operation] : undefined;
      } finally {
        if (onStart !== undefined) {
          void callHook(onStart, { operation: operation?.name, requestId }, report);
        }
      }
      response =
        route.found && operation !== undefined
          ? await runner.run(operation, route.labels, request, requestId)
          : respondWithoutOperation(route, request);
    } catch (caught) {
      const error = isAbort(caught, request) ? new RequestAbortedException() : caught;
      const info = { operation: operation?.name, requestId };
      response = createErrorResponse(error, service, operation, report, info);
      errorName = response.headers["x-amzn-errortype"];
    }
    response.headers["x-amzn-requestid"] = requestId;
    cors?.addTo(response.headers, request);
    if (onEnd !== undefined) {
      const end = {
        operation: operation?.name,
        requestId,
        status: response.status,
        durationMs: performance.now() - startedAt,
      };
      void callHook(onEnd, errorName === undefined ? end : { ...end, error: errorName }, report);
    }
    return response;
  };

  function respondWithoutOperation(route: Route<Name>, request: HttpRequest): HttpResponse {
    if (route.found || route.allowed.length === 0) {
      throw new UnknownOperationException();
    }
    if (cors !== undefined && isPreflight(request)) {
      return cors.createPreflightResponse(route.allowed);
    }
    throw new MethodNotAllowedException(route.allowed);
  }
}

/** Whether the implementation stopped because the client disconnected. That is no failure of the implementation. */
function isAbort(error: unknown, request: HttpRequest): boolean {
  return error instanceof Error && error.name === "AbortError" && request.signal.aborted;
}
