import type { ModeledError } from "../errors/modeled-error.ts";
import {
  OperationTimeoutException,
  type ProtocolError,
  RequestTimeoutException,
} from "../errors/protocol-error.ts";
import { AcceptedRequest } from "../handler/accepted-request.ts";
import type { DeadlineQueue, StepTimer } from "../handler/deadlines.ts";
import type { Operation } from "../handler/service.ts";
import type { RoutedRequest } from "../http/request.ts";

/** What a request with event streams gets from its runner. */
export interface EventRequestParts {
  /** The largest event of the client, in bytes. */
  readonly maxEventBytes: number;
  /** The deadlines of the client's next event. */
  readonly idleDeadlines: DeadlineQueue;
  /** The deadlines of the implementation. */
  readonly operationDeadlines: DeadlineQueue;
  /** Times the steps until the response is ready; then only the client's events. */
  readonly timer: StepTimer;
  /** The writers of the operation's errors. */
  readonly errors: Operation<never>["errors"];
  /** Reports an unexpected error, and creates the one that the client gets. */
  readonly fail: (error: unknown) => ModeledError | ProtocolError;
}

/** A request of an operation with event streams, with their time limits. */
export class EventRequest extends AcceptedRequest {
  readonly #parts: EventRequestParts;
  /** What is pending, by the functions that reject it. */
  readonly #pending = new Set<(error: Error) => void>();
  #interruption: Error | undefined;
  #onInterrupt: (() => void) | undefined;
  #responded = false;
  #finished = false;

  /** An error of the model that the client sent, and the implementation's iterator threw. */
  receivedError: unknown;

  constructor(parts: EventRequestParts, ...request: ConstructorParameters<typeof AcceptedRequest>) {
    super(...request);
    this.#parts = parts;
  }

  get maxEventBytes(): number {
    return this.#parts.maxEventBytes;
  }

  get errors(): Operation<never>["errors"] {
    return this.#parts.errors;
  }

  /** Starts the time of the implementation. */
  startOperation(): void {
    const { timer, operationDeadlines } = this.#parts;
    timer.start(operationDeadlines, () => this.interrupt(new OperationTimeoutException()));
  }

  /**
   * Waits for the client's next event. Meanwhile the implementation's time doesn't count.
   *
   * @throws RequestTimeoutException if the event takes too long
   * @throws OperationTimeoutException if the request takes too long
   */
  async receive<T>(event: Promise<T>): Promise<T> {
    const { timer, idleDeadlines } = this.#parts;
    if (this.#interruption === undefined && !this.#finished) {
      timer.start(idleDeadlines, () => this.interrupt(new RequestTimeoutException()));
    }
    try {
      return await this.#wait(event);
    } finally {
      timer.stop();
      if (this.#interruption === undefined && !this.#responded) {
        this.startOperation();
      }
    }
  }

  /**
   * Waits for the implementation's next event.
   *
   * @throws RequestTimeoutException if the client's next event, which the implementation waits for, takes too long
   * @throws OperationTimeoutException if the request takes too long
   */
  send<T>(event: Promise<T>): Promise<T> {
    return this.#wait(event);
  }

  /**
   * Ends the request: aborts the signal, and fails what is pending and what follows.
   *
   * @returns the error
   */
  interrupt(error: Error): Error {
    this.#interruption = error;
    this.expire();
    for (const reject of this.#pending) {
      reject(error);
    }
    this.#onInterrupt?.();
    return error;
  }

  /** Sets what is called if the request is interrupted. It must not throw. */
  onInterrupt(listener: () => void): void {
    this.#onInterrupt = listener;
  }

  /** Reports an unexpected error, and creates the one that the client gets. */
  fail(error: unknown): ModeledError | ProtocolError {
    return this.#parts.fail(error);
  }

  /** Ends the implementation's time limit, because the response has started. */
  respond(): void {
    this.#responded = true;
  }

  /** Stops the time limits, because the response has ended. */
  finish(): void {
    this.#responded = true;
    this.#finished = true;
    this.#parts.timer.stop();
  }

  /** A promise of `Promise.race` would keep every event in memory until the request ends. */
  #wait<T>(event: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#pending.delete(reject);
      };
      this.#pending.add(reject);
      event.finally(settle).then(resolve, reject);
      if (this.#interruption !== undefined) {
        settle();
        reject(this.#interruption);
      }
    });
  }
}

/**
 * Returns the request of an operation with event streams.
 *
 * @throws TypeError if the operation has none: its stub was generated for another version of the runtime
 */
export function requireEventRequest(request: RoutedRequest): EventRequest {
  if (request instanceof EventRequest) {
    return request;
  }
  throw new TypeError("The handler of this operation doesn't serve event streams: generate the stub again");
}
