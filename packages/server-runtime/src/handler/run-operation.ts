import { OperationTimeoutException, RequestTimeoutException } from "../errors/protocol-error.ts";
import { frameResponse } from "../http/frame-response.ts";
import type { HttpRequest, Peer } from "../http/request.ts";
import { discardBody, type HttpResponse, hasKnownLength, observeBody } from "../http/response.ts";
import { AcceptedRequest } from "./accepted-request.ts";
import { DeadlineQueue, runWithTimer, type StepTimer } from "./deadlines.ts";
import type { Authenticate } from "./options.ts";
import { CountedRequest } from "./request-limiter.ts";
import type { RequestRecord } from "./request-record.ts";
import type { OperationRunner, RunnerParts } from "./runner.ts";
import type { Call, Operation } from "./service.ts";

const noBytes = new Uint8Array();

/** Runs operations within the handler's limits. */
export class RequestRunner<Context> implements OperationRunner<Context> {
  readonly #parts: RunnerParts<Context>;
  readonly #bodyDeadlines: DeadlineQueue;
  readonly #operationDeadlines: DeadlineQueue;

  constructor(parts: RunnerParts<Context>) {
    this.#parts = parts;
    this.#bodyDeadlines = new DeadlineQueue(parts.limits.bodyTimeoutMs);
    this.#operationDeadlines = new DeadlineQueue(parts.limits.operationTimeoutMs);
  }

  async run(
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    record: RequestRecord<Context>,
  ): Promise<HttpResponse> {
    const { limiter } = this.#parts;
    limiter.requireRoom(request);
    const counted = new CountedRequest(request);
    limiter.add(counted);
    try {
      const result = await runWithTimer((timer) => {
        counted.timer = timer;
        return this.#runSteps(timer, operation, labels, counted, record);
      });
      const response = frameResponse(result, request.method);
      const { body } = response;
      if (hasKnownLength(body)) {
        return response;
      }
      // The status and the headers are sent before the body, so its error can only be reported.
      const reported = observeBody(body, {
        onError: (error) => {
          if (!request.signal.aborted) {
            this.#parts.report(error, record);
          }
        },
      });
      return { ...response, body: reported };
    } finally {
      limiter.remove(counted);
    }
  }

  async #runSteps(
    timer: StepTimer,
    operation: Operation<Context>,
    labels: readonly string[],
    counted: CountedRequest,
    record: RequestRecord<Context>,
  ): Promise<HttpResponse> {
    const { request } = counted;
    const { authenticate, limiter } = this.#parts;
    const { maxBodyBytes, maxStreamedBodyBytes, maxJsonDepth } = this.#parts.limits;
    let accepted: AcceptedRequest;
    if (operation.streamsInput) {
      accepted = new AcceptedRequest(request, operation.name, noBytes, labels, maxJsonDepth, () =>
        observeBody(request.streamBody(maxStreamedBodyBytes), { onEnd: () => limiter.start(counted) }),
      );
      counted.streaming = accepted;
    } else {
      const body = await readBodyInTime(timer, this.#bodyDeadlines, request, maxBodyBytes);
      limiter.requireCapacity();
      limiter.start(counted);
      accepted = new AcceptedRequest(request, operation.name, body, labels, maxJsonDepth, undefined);
    }
    timer.start(this.#operationDeadlines, () => {
      accepted.expire();
      return new OperationTimeoutException();
    });
    return discardIfLate(timer, await invokeOperation(authenticate, operation, accepted, record));
  }
}

/**
 * Reads the whole body, as a step of a task.
 *
 * @throws RequestTimeoutException if it takes too long, or makes room for others
 * @throws what `readBody` of the request throws
 */
export async function readBodyInTime(
  timer: StepTimer,
  deadlines: DeadlineQueue,
  request: HttpRequest,
  maxBytes: number,
): Promise<Uint8Array> {
  timer.start(deadlines, () => new RequestTimeoutException());
  const body = await request.readBody(maxBytes);
  if (timer.expired) {
    // The client has its error response, so the operation must not run any more.
    throw new RequestTimeoutException();
  }
  return body;
}

/** Returns a response. No one sends a late one, so the source of its body is released. */
export function discardIfLate(
  timer: StepTimer,
  response: HttpResponse,
): HttpResponse | Promise<HttpResponse> {
  return timer.expired ? discardBody(response.body).then(() => response) : response;
}

/**
 * Authenticates the caller, and calls the operation.
 *
 * @param record - gets the caller's context
 * @throws what `authenticate` and the operation throw
 */
export function invokeOperation<Context>(
  authenticate: Authenticate<Context> | undefined,
  operation: Operation<Context>,
  request: AcceptedRequest,
  record: RequestRecord<Context>,
): Promise<HttpResponse> {
  return authenticate === undefined
    ? // Without the hook the stub's types allow no other context than `undefined`.
      operation.invoke(
        request,
        new OperationCall(undefined as Context, operation.name, request, record.requestId),
      )
    : authenticateAndInvoke(authenticate, operation, request, record);
}

async function authenticateAndInvoke<Context>(
  authenticate: Authenticate<Context>,
  operation: Operation<Context>,
  request: AcceptedRequest,
  record: RequestRecord<Context>,
): Promise<HttpResponse> {
  const context = await authenticate(request);
  if (request.expired) {
    // The client has its error response, so the operation must not run any more.
    throw request.signal.reason;
  }
  record.context = context;
  return operation.invoke(request, new OperationCall(context, operation.name, request, record.requestId));
}

/** A class because V8 keeps the references of an object literal with a getter alive far longer than the call lasts. */
class OperationCall<Context> implements Call<Context> {
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

  get peer(): Peer | undefined {
    return this.#request.peer;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }
}
