import { OperationTimeoutException, RequestTimeoutException } from "../errors/protocol-error.ts";
import type { HttpRequest, Peer } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { AcceptedRequest } from "./accepted-request.ts";
import { DeadlineQueue, runWithTimer, type StepTimer } from "./deadlines.ts";
import type { Authenticate } from "./options.ts";
import { CountedRequest } from "./request-limiter.ts";
import type { RequestRecord } from "./request-record.ts";
import type { OperationRunner, RunnerParts } from "./runner.ts";
import type { Call, Operation } from "./service.ts";

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
    const { limiter, report } = this.#parts;
    limiter.requireRoom(request);
    const counted = new CountedRequest(request);
    limiter.add(counted);
    try {
      const result = await runWithTimer((timer) => {
        counted.timer = timer;
        return this.#runSteps(timer, operation, labels, counted, record);
      });
      const response = operation.frame?.(result, request.method) ?? result;
      if (operation.streams === undefined) {
        return response;
      }
      // The status and the headers are sent before the body, so its error can only be reported.
      return operation.streams.watchOutput(response, (error) => {
        if (!request.signal.aborted) {
          report(error, record);
        }
      });
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
    const { authenticate, limiter, limits } = this.#parts;
    const { name, streams } = operation;
    let accepted: AcceptedRequest;
    if (operation.streamsInput && streams !== undefined) {
      const stream = streams.openInput(request, limits.maxStreamedBodyBytes, () => limiter.start(counted));
      accepted = new AcceptedRequest(request, name, noBytes, labels, limits.maxJsonDepth, stream);
      counted.streaming = accepted;
    } else {
      const body = await readBodyInTime(timer, this.#bodyDeadlines, request, limits.maxBodyBytes);
      limiter.requireCapacity();
      limiter.start(counted);
      accepted = new AcceptedRequest(request, name, body, labels, limits.maxJsonDepth);
    }
    timer.start(this.#operationDeadlines, () => {
      accepted.expire();
      return new OperationTimeoutException();
    });
    const response = await invokeOperation(authenticate, operation, accepted, record);
    if (timer.expired) {
      await streams?.discardOutput(response);
    }
    return response;
  }
}

const noBytes = new Uint8Array();

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
      operation.invoke(request, new OperationCall(undefined as Context, request, record))
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
  return operation.invoke(request, new OperationCall(context, request, record));
}

/** A class because V8 keeps the references of an object literal with a getter alive far longer than the call lasts. */
class OperationCall<Context> implements Call<Context> {
  readonly #request: AcceptedRequest;
  readonly context: Context;
  readonly operation: string;
  readonly requestId: string;

  constructor(context: Context, request: AcceptedRequest, { requestId }: RequestRecord<Context>) {
    this.#request = request;
    this.context = context;
    this.operation = request.operation;
    this.requestId = requestId;
  }

  get peer(): Peer | undefined {
    return this.#request.peer;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }
}
