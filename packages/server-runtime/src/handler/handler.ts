import {
  MethodNotAllowedException,
  RequestAbortedException,
  UnknownOperationException,
} from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Route } from "../routing/route.ts";
import { createErrorResponse, createInternalError } from "./error-response.ts";
import { callHook, createErrorReporter } from "./hooks.ts";
import { type AuthenticatedHandlerOptions, type HandlerOptions, resolveLimits } from "./options.ts";
import { chooseRequestId } from "./request-id.ts";
import { RequestLimiter } from "./request-limiter.ts";
import { RequestRecord } from "./request-record.ts";
import { RequestRunner } from "./run-operation.ts";
import type { OperationRunner, RunnerParts } from "./runner.ts";
import type { Operation, Service } from "./service.ts";

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
  options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context>,
): Handler {
  const { cors } = service;
  const { createRequestId, onStart, onEnd } = options;
  const authenticate = "authenticate" in options ? options.authenticate : undefined;
  const report = createErrorReporter(options.onError);
  const limits = resolveLimits(options);
  const parts: RunnerParts<Context> = {
    limits,
    limiter: new RequestLimiter(limits, options.loadLimit),
    authenticate,
    report,
    createInternalError: () => createInternalError(service),
  };
  const runner = new RequestRunner(parts);
  const eventStreamRunner = service.createEventStreamRunner?.(parts, options.eventStreams) as
    | OperationRunner<Context>
    | undefined;

  return async function handle(request) {
    const requestId =
      createRequestId === undefined
        ? crypto.randomUUID()
        : chooseRequestId(createRequestId, request, (error, requestId) =>
            report(error, new RequestRecord(request, requestId)),
          );
    const record = new RequestRecord<Context>(request, requestId);
    const startedAt = onEnd === undefined ? 0 : performance.now();
    let operation: Operation<Context> | undefined;
    let response: HttpResponse;
    let errorName: string | undefined;
    try {
      let route: Route<Name>;
      try {
        route = service.route(request.method, request.path, request.query);
        operation = route.found ? service.operations[route.operation] : undefined;
        record.operation = operation?.name;
      } finally {
        if (onStart !== undefined) {
          void callHook(onStart, record, record, report);
        }
      }
      response =
        route.found && operation !== undefined
          ? await ((operation.hasEventStream && eventStreamRunner) || runner).run(
              operation,
              route.labels,
              request,
              record,
            )
          : respondWithoutOperation(route, request);
    } catch (caught) {
      const error = isAbort(caught, request) ? new RequestAbortedException() : caught;
      response = createErrorResponse(error, service, operation, report, record);
      response = operation?.frame?.(response, request.method) ?? response;
      errorName = response.headers["x-amzn-errortype"];
    }
    response.headers["x-amzn-requestid"] = record.requestId;
    cors?.addTo(response.headers, request);
    if (onEnd !== undefined) {
      const durationMs = performance.now() - startedAt;
      void callHook(onEnd, record.finish(response.status, durationMs, errorName), record, report);
    }
    return response;
  };

  function respondWithoutOperation(route: Route<Name>, request: HttpRequest): HttpResponse {
    if (route.found || route.allowed.length === 0) {
      throw new UnknownOperationException();
    }
    const preflight = cors?.respond(request, route.allowed);
    if (preflight === undefined) {
      throw new MethodNotAllowedException(route.allowed);
    }
    return preflight;
  }
}

/** Whether the implementation stopped because the client disconnected. That is no failure of the implementation. */
function isAbort(error: unknown, request: HttpRequest): boolean {
  return error instanceof Error && error.name === "AbortError" && request.signal.aborted;
}
