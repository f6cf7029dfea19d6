import type { Answer } from "../http/requests.ts";
import { hasTrait, type Model } from "../model/model.ts";
import { findDifference } from "../values/find-difference.ts";
import { readStream } from "../values/streams.ts";

/** A call of an operation's implementation. */
interface Call {
  readonly operation: string;
  /** Its streams are read to their ends. */
  readonly input: unknown;
}

/** An implementation of every operation that records its calls, and returns or throws what the current case needs. */
export class CallRecorder {
  readonly #model: Model;
  #calls: Call[] = [];
  #streamError: unknown;
  #respond: () => unknown = () => ({});

  constructor(model: Model) {
    this.#model = model;
  }

  /** Records a call. */
  async call(operation: string, input: unknown): Promise<unknown> {
    const { input: id } = this.#model.getOperation(operation);
    try {
      this.#calls.push({ operation, input: await collectStreams(input, id, this.#model) });
    } catch (error) {
      this.#streamError = error;
      throw error;
    }
    return this.#respond();
  }

  /** The error of the input's stream since the last `prepare`. */
  get streamError(): unknown {
    return this.#streamError;
  }

  /** The calls since the last `prepare`, except those whose stream failed. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /**
   * Forgets the calls.
   *
   * @param respond - returns the output of the next calls, or throws their error
   */
  prepare(respond: () => unknown = () => ({})): void {
    this.#calls = [];
    this.#streamError = undefined;
    this.#respond = respond;
  }
}

/**
 * Checks that a request caused exactly one call, of the expected operation with the expected input.
 *
 * @param answer - says why there was no call
 * @returns the problem, or undefined if there is none
 */
export function checkCalls(calls: readonly Call[], expected: Call, answer: Answer): string | undefined {
  const [call, second] = calls;
  if (call === undefined) {
    const { status, headers, body } = answer;
    return `rejected with ${status} ${headers["x-amzn-errortype"] ?? ""} ${Buffer.from(body)}`;
  }
  if (second !== undefined) {
    return "the implementation was called more than once";
  }
  if (call.operation !== expected.operation) {
    return `called ${call.operation} instead of ${expected.operation}`;
  }
  const difference = findDifference(call.input ?? {}, expected.input);
  return difference && `input: ${difference}`;
}

async function readEvents(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) {
    all.push(event);
  }
  return all;
}

/**
 * Replaces each stream of an input by its bytes or its events. An empty stream is left out: on the wire it equals an absent one, so a
 * server can pass either.
 *
 * @param id - the input's shape
 */
async function collectStreams(input: unknown, id: string, model: Model): Promise<unknown> {
  if (typeof input !== "object" || input === null) {
    return input;
  }
  const collected: Record<string, unknown> = { ...input };
  for (const [name, { target }] of model.getMembers(id)) {
    const stream = collected[name];
    if (stream !== undefined && hasTrait(model.getShape(target), "streaming")) {
      const content =
        model.getShape(target).type === "union"
          ? await readEvents(stream as AsyncIterable<unknown>)
          : await readStream(stream as AsyncIterable<Uint8Array>);
      if (content.length > 0) {
        collected[name] = content;
      } else {
        delete collected[name];
      }
    }
  }
  return collected;
}
