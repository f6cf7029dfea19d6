import { type ModelProblem, UnsupportedModelError } from "./json-ast.ts";

/** Collects what can't be generated, so that one error reports all problems of a model instead of the first. */
export class ProblemCollector {
  readonly #problems = new Map<string, ModelProblem>();

  /**
   * Resolves a part of the model. If the part can't be generated, its problems are stored, each once.
   *
   * @returns the resolved part, or `undefined` if it can't be generated
   */
  attempt<T>(resolve: () => T): T | undefined {
    try {
      return resolve();
    } catch (error) {
      if (!(error instanceof UnsupportedModelError)) {
        throw error;
      }
      for (const problem of error.problems) {
        this.add(problem);
      }
      return undefined;
    }
  }

  /** Adds a problem. */
  add(problem: ModelProblem): void {
    this.#problems.set(`${problem.id}: ${problem.problem}`, problem);
  }

  /**
   * Reports the problems. Call it after the whole model is resolved.
   *
   * @throws UnsupportedModelError if there are problems
   */
  throwIfAny(): void {
    const [first, ...others] = this.#problems.values();
    if (first !== undefined) {
      throw new UnsupportedModelError(first.id, first.problem, others);
    }
  }
}
