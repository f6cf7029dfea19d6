import { ModeledError } from "../errors/modeled-error.ts";
import { OperationTimeoutException } from "../errors/protocol-error.ts";
import { DeadlineQueue, runWithTimer, type StepTimer } from "../handler/deadlines.ts";
import type { EventStreamOptions } from "../handler/event-stream-options.ts";
import { maxTimerMs, resolveLimit } from "../handler/options.ts";
import { CountedRequest } from "../handler/request-limiter.ts";
import type { RequestRecord } from "../handler/request-record.ts";
import { invokeOperation, readBodyInTime } from "../handler/run-operation.ts";
import type { OperationRunner, RunnerParts } from "../handler/runner.ts";
import type { Operation } from "../handler/service.ts";
import { frameResponse } from "../http/frame-response.ts";
import type { HttpRequest } from "../http/request.ts";
import { discardBody, type HttpResponse, hasKnownLength, observeBody } from "../http/response.ts";
import { EventStreamErrorException } from "./errors.ts";
import { EventRequest } from "./event-request.ts";
import { OpenStreams } from "./open-streams.ts";

const noBytes = new Uint8Array();

/**
 * Creates what runs the operations with event streams. Generated code passes it to `createHandler`.
 *
 * @throws TypeError if a limit isn't a whole number in its range
 */
export function createEventStreamRunner(parts: object, options: EventStreamOptions = {}): object {
  return new EventStreamRunner(parts as RunnerParts<unknown>, options);
}

class EventStreamRunner<Context> implements OperationRunner<Context> {
  readonly #parts: RunnerParts<Context>;
  readonly #maxEventBytes: number;
  readonly #maxTotalBytes: number;
  readonly #bodyDeadlines: DeadlineQueue;
  readonly #operationDeadlines: DeadlineQueue;
  readonly #idleDeadlines: DeadlineQueue;
  readonly #totalDeadlines: DeadlineQueue;
  readonly #openStreams: OpenStreams;

  constructor(parts: RunnerParts<Context>, options: EventStreamOptions) {
    this.#parts = parts;
    this.#maxEventBytes = resolve(options, "maxEventBytes", 1_048_576);
    this.#maxTotalBytes = resolve(options, "maxTotalBytes", 1_073_741_824);
    this.#bodyDeadlines = new DeadlineQueue(parts.limits.bodyTimeoutMs);
    this.#operationDeadlines = new DeadlineQueue(parts.limits.operationTimeoutMs);
    this.#idleDeadlines = new DeadlineQueue(resolve(options, "idleTimeoutMs", 60_000, maxTimerMs));
    this.#totalDeadlines = new DeadlineQueue(resolve(options, "totalTimeoutMs", 3_600_000, maxTimerMs));
    this.#openStreams = new OpenStreams(
      resolve(options, "maxOpen", 1_000),
      resolve(options, "maxOpenPerAddress", 250),
    );
  }

  async run(
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    record: RequestRecord<Context>,
  ): Promise<HttpResponse> {
    this.#parts.limiter.requireRoom(request);
    const close = this.#openStreams.open(request.peer?.address);
    let accepted: EventRequest | undefined;
    let timer: StepTimer | undefined;
    const total = this.#totalDeadlines.add(() => {
      const error = new OperationTimeoutException();
      accepted?.interrupt(error);
      timer?.end(error);
      // A host that doesn't read the response would keep others out.
      close();
    });
    const release = (): void => {
      this.#totalDeadlines.remove(total);
      accepted?.finish();
      close();
    };
    try {
      const result = await runWithTimer(async (started) => {
        timer = started;
        accepted = await this.#accept(started, operation, labels, request, record);
        accepted.startOperation();
        const { authenticate } = this.#parts;
        const response = await invokeOperation(authenticate, operation, accepted, record);
        if (started.expired) {
          await discardBody(response.body);
        }
        return response;
      });
      const response = frameResponse(result, request.method);
      const { body } = response;
      if (hasKnownLength(body)) {
        release();
        return response;
      }
      accepted?.respond();
      const observed = observeBody(body, {
        onEnd: release,
        onReturn: release,
        onError: (error) => {
          release();
          accepted?.fail(error);
        },
      });
      return { ...response, body: observed };
    } catch (error) {
      release();
      throw accepted?.receivedError === error ? toProtocolError(error, operation) : error;
    }
  }

  /** Reads the body, unless it has the events. Events aren't read before the implementation asks for them. */
  async #accept(
    timer: StepTimer,
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    record: RequestRecord<Context>,
  ): Promise<EventRequest> {
    const { limits, report, createInternalError } = this.#parts;
    const body = operation.streamsInput ? noBytes : await this.#readBody(timer, request);
    return new EventRequest(
      {
        maxEventBytes: this.#maxEventBytes,
        idleDeadlines: this.#idleDeadlines,
        operationDeadlines: this.#operationDeadlines,
        timer,
        errors: operation.errors,
        fail(error) {
          if (!request.signal.aborted) {
            report(error, record);
          }
          return createInternalError();
        },
      },
      request,
      operation.name,
      body,
      labels,
      limits.maxJsonDepth,
      operation.streamsInput ? request.streamBody(this.#maxTotalBytes) : undefined,
    );
  }

  /** The body counts as incomplete until it has been read, as that of other operations. */
  async #readBody(timer: StepTimer, request: HttpRequest): Promise<Uint8Array> {
    const { limiter, limits } = this.#parts;
    const counted = new CountedRequest(request);
    counted.timer = timer;
    limiter.add(counted);
    try {
      return await readBodyInTime(timer, this.#bodyDeadlines, request, limits.maxBodyBytes);
    } finally {
      limiter.remove(counted);
    }
  }
}

function resolve(
  options: EventStreamOptions,
  name: keyof EventStreamOptions,
  defaultValue: number,
  max?: number,
): number {
  return resolveLimit(`eventStreams.${name}`, options[name], defaultValue, 1, max);
}

/** An error that the client sent is no failure of the service, even if the operation doesn't list it. */
function toProtocolError<Context>(error: unknown, operation: Operation<Context>): unknown {
  return error instanceof ModeledError && !Object.hasOwn(operation.errors, error.name)
    ? new EventStreamErrorException(error.name, error.message)
    : error;
}
