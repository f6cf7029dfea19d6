import { CommandError } from "@eks-auth/codegen/terminal";

/** A step that was taken, or was not. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: "done" | "failed" | "skipped";
  /** What it found, or why it failed or was skipped. */
  readonly detail: string;
}

/** Takes steps one after another, says how long each took, and remembers them. */
export class Steps {
  readonly taken: Step[] = [];
  readonly #show: (line: string) => void;

  /** @param show - gets a line for each step */
  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  /**
   * Takes a step.
   *
   * @param work - its result is the detail, where that is a text
   * @throws what it throws, for the steps behind it would build on it
   */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const seconds = (): number => (performance.now() - start) / 1000;
    try {
      const result = await work();
      this.#add({
        name,
        seconds: seconds(),
        outcome: "done",
        detail: typeof result === "string" ? result : "",
      });
      return result;
    } catch (error) {
      const detail = error instanceof CommandError ? error.message : String(error);
      this.#add({ name, seconds: seconds(), outcome: "failed", detail });
      throw error;
    }
  }

  /** Leaves a step out. */
  skip(name: string, reason: string): void {
    this.#add({ name, seconds: 0, outcome: "skipped", detail: reason });
  }

  #add(step: Step): void {
    this.taken.push(step);
    const [firstLine] = step.detail.split("\n");
    const detail = firstLine && step.outcome !== "failed" ? `: ${firstLine}` : "";
    this.#show(
      `${step.seconds.toFixed(1).padStart(6)} s  ${step.outcome.padEnd(7)}  ${step.name}${detail}\n`,
    );
  }
}
