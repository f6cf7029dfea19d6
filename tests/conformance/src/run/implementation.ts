import type { Answer } from "../http/requests.ts";
import { getTrait, type Model } from "../model/model.ts";
import { findDifference } from "../values/find-difference.ts";

/** A call that got as far as the implementation. */
interface Invocation {
  /** The operation's name. */
  readonly operation: string;
  /** The input, its streams read to their ends. */
  readonly input: unknown;
}

/** An implementation of every operation: it remembers its calls, and does what the case at hand wants. */
export class Implementation {
  /** What the stub is given: a function for each operation. */
  readonly service: Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  #invocations: Invocation[] = [];
  #act: () => unknown = () => ({});

  constructor(model: Model) {
    this.service = Object.fromEntries(
      model.getOperations().map(({ name, shape }) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        async (input: unknown) => {
          const id = shape.input?.target ?? "smithy.api#Unit";
          this.#invocations.push({ operation: name, input: await collectStreams(input, id, model) });
          return this.#act();
        },
      ]),
    );
  }

  /** The calls since the last `prepare`. */
  get invocations(): readonly Invocation[] {
    return this.#invocations;
  }

  /**
   * Forgets the calls.
   *
   * @param act - returns what the next calls return, or throws what they throw
   */
  prepare(act: () => unknown = () => ({})): void {
    this.#invocations = [];
    this.#act = act;
  }
}

/**
 * Checks that a request led to one call: of the right operation, with exactly the right input.
 *
 * @param answer - tells why there was no call
 * @returns what is wrong, or `undefined`
 */
export function checkInvocation(
  invocations: readonly Invocation[],
  expected: Invocation,
  answer: Answer,
): string | undefined {
  const [invocation, second] = invocations;
  if (invocation === undefined) {
    const { status, headers, body } = answer;
    return `refused with ${status} ${headers["x-amzn-errortype"] ?? ""} ${Buffer.from(body)}`;
  }
  if (second !== undefined) {
    return "the implementation was called more than once";
  }
  if (invocation.operation !== expected.operation) {
    return `led to ${invocation.operation} instead of ${expected.operation}`;
  }
  const difference = findDifference(invocation.input ?? {}, expected.input);
  return difference && `input: ${difference}`;
}

/**
 * Reads the streams of an input to their end: an input's members come out as bytes where the model streams them.
 *
 * An empty stream and none are the same on the wire, so a server may hand over either; an empty one is left out.
 *
 * @param id - the input's shape
 */
async function collectStreams(input: unknown, id: string, model: Model): Promise<unknown> {
  if (typeof input !== "object" || input === null) {
    return input;
  }
  const collected: Record<string, unknown> = { ...input };
  for (const [name, { target }] of Object.entries(model.getShape(id).members ?? {})) {
    const stream = collected[name];
    if (stream !== undefined && getTrait(model.getShape(target), "streaming") !== undefined) {
      const bytes = await collect(stream as AsyncIterable<Uint8Array>);
      if (bytes.length > 0) {
        collected[name] = bytes;
      } else {
        delete collected[name];
      }
    }
  }
  return collected;
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
