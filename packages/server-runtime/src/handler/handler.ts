import {
  MethodNotAllowedException,
  RequestAbortedException,
  RequestTimeoutException,
  ServiceUnavailableException,
  UnknownOperationException,
} from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import { discardBody, type HttpResponse, isSized, watchBody } from "../http/response.ts";
import { AcceptedRequest } from "./accepted-request.ts";
import { CorsHeaders, isPreflight } from "./cors.ts";
import { DeadlineQueue, runWithinLimits, type TimeLimit } from "./deadlines.ts";
import { answerError } from "./error-response.ts";
import { makeReport, tellHook } from "./hooks.ts";
import {
  type Authenticate,
  type AuthenticatedHandlerOptions,
  type HandlerOptions,
  resolveLimits,
} from "./options.ts";
import type { Call, Operation, Route, Service } from "./service.ts";

/**
 * Answers HTTP requests for a service. It never rejects: each fault has an answer.
 */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

const noBytes = new Uint8Array();

/**
 * Makes the handler of a generated stub. A stub has a function of its own that calls this one.
 *
 * A request is routed, its body read, its caller authenticated, its input parsed and checked, the implementation
 * called and its output written, in this order; the first step that refuses it ends it.
 *
 * @param service - what the generated code knows of the service
 * @param options - with `authenticate` where the implementation expects a context
 * @throws TypeError where a limit isn't a whole number in its range
 */
export function createHandler<Context, Name extends string>(
  service: Service<Context, Name>,
  options: HandlerOptions | AuthenticatedHandlerOptions<Context>,
): Handler {
  const { onStart, onEnd } = options;
  const authenticate = "authenticate" in options ? options.authenticate : undefined;
  const limits = resolveLimits(options);
  const report = makeReport(options.onError);
  const cors = service.cors === undefined ? undefined : new CorsHeaders(service.cors);
  const bodyDeadlines = new DeadlineQueue(limits.bodyTimeoutMs);
  const operationDeadlines = new DeadlineQueue(limits.operationTimeoutMs);
  let running = 0;

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
          void tellHook(onStart, { operation: operation?.name, requestId }, report);
        }
      }
      response =
        route.found && operation !== undefined
          ? await perform(operation, route.labels, request, requestId)
          : answerWithoutOperation(route, request);
    } catch (caught) {
      const error = isAbort(caught, request) ? new RequestAbortedException() : caught;
      response = answerError(error, service, operation, report, { operation: operation?.name, requestId });
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
      void tellHook(onEnd, errorName === undefined ? end : { ...end, error: errorName }, report);
    }
    return response;
  };

  function answerWithoutOperation(route: Route<Name>, request: HttpRequest): HttpResponse {
    if (route.found || route.allowed.length === 0) {
      throw new UnknownOperationException();
    }
    if (cors !== undefined && isPreflight(request)) {
      return cors.answerPreflight(route.allowed);
    }
    throw new MethodNotAllowedException(route.allowed);
  }

  async function perform(
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    requestId: string,
  ): Promise<HttpResponse> {
    if (running >= limits.maxConcurrentRequests) {
      throw new ServiceUnavailableException("The service is busy. Try again later.", { "retry-after": "1" });
    }
    running += 1;
    try {
      const response = await runWithinLimits((limit) => work(limit, operation, labels, request, requestId));
      return isSized(response.body)
        ? response
        : watchStream(response, response.body, operation, request, requestId);
    } finally {
      running -= 1;
    }
  }

  async function work(
    limit: TimeLimit,
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    requestId: string,
  ): Promise<HttpResponse> {
    const { streamsInput } = operation;
    let body: Uint8Array = noBytes;
    if (!streamsInput) {
      limit.begin(bodyDeadlines, () => new RequestTimeoutException());
      body = await request.readBody(limits.maxBodyBytes);
      if (limit.over) {
        // The caller has its answer: what it asked for must not happen any more.
        throw new RequestTimeoutException();
      }
    }
    const maxStreamedBytes = streamsInput ? limits.maxStreamedBodyBytes : undefined;
    const accepted = new AcceptedRequest(request, body, labels, limits.maxJsonDepth, maxStreamedBytes);
    limit.begin(operationDeadlines, () => {
      accepted.expire();
      return new ServiceUnavailableException("The operation took too long.");
    });
    const response = await invoke(operation, accepted, requestId);
    if (limit.over) {
      // An answer that comes too late still holds what its body streams from.
      await discardBody(response.body);
    }
    return response;
  }

  /** A body that fails while it is sent has its answer already: only the report is left. */
  function watchStream(
    response: HttpResponse,
    body: AsyncIterable<Uint8Array>,
    operation: Operation<Context>,
    request: HttpRequest,
    requestId: string,
  ): HttpResponse {
    const watched = watchBody(body, (error) => {
      if (!request.signal.aborted) {
        report(error, { operation: operation.name, requestId });
      }
    });
    return { ...response, body: watched };
  }

  function invoke(
    operation: Operation<Context>,
    request: AcceptedRequest,
    requestId: string,
  ): Promise<HttpResponse> {
    return authenticate === undefined
      ? // Without the hook the stub's types leave `undefined` as the only context.
        operation.invoke(request, new RunningCall(undefined as Context, operation.name, request, requestId))
      : authenticateAndInvoke(authenticate, operation, request, requestId);
  }
}

async function authenticateAndInvoke<Context>(
  authenticate: Authenticate<Context>,
  operation: Operation<Context>,
  request: AcceptedRequest,
  requestId: string,
): Promise<HttpResponse> {
  const context = await authenticate(request);
  if (request.expired) {
    // The caller has its answer: what it asked for must not happen any more.
    throw request.signal.reason;
  }
  return operation.invoke(request, new RunningCall(context, operation.name, request, requestId));
}

/** A class, for V8 keeps what an object literal with a getter refers to far longer than the call lasts. */
class RunningCall<Context> implements Call<Context> {
  readonly #request: AcceptedRequest;
  readonly context: Context;
  readonly operation: string;
  readonly requestId: string;

  constructor(context: Context, operation: string, request: AcceptedRequest, requestId: string) {
    this.#request = request;
    this.context = context;
    this.operation = operation;
    this.requestId = requestId;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }
}

/** An implementation that stops when its caller goes away has not failed. */
function isAbort(error: unknown, request: HttpRequest): boolean {
  return error instanceof Error && error.name === "AbortError" && request.signal.aborted;
}
