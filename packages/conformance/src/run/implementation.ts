import type { Model } from "../model/model.ts";
import { collectStreams } from "../values/collect-streams.ts";

/** A call that got as far as the implementation. */
export interface Invocation {
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
