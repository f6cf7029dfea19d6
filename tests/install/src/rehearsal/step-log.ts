import { CommandError } from "@eks-auth/codegen/terminal";

/** A step of a rehearsal. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: "done" | "failed" | "skipped";
  /** What it found, or why it failed or was skipped. */
  readonly detail: string;
}

/** Runs steps, prints each with its duration, and records them. */
export class StepLog {
  readonly steps: Step[] = [];
  readonly #print: (line: string) => void;

  /** @param print - gets a line for each step */
  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /**
   * Runs a step.
   *
   * @param work - a text that it returns becomes the detail of the step
   * @throws what `work` throws, because later steps depend on it
   */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const measure = (): number => (performance.now() - start) / 1000;
    try {
      const result = await work();
      const detail = typeof result === "string" ? result : "";
      this.#add({ name, seconds: measure(), outcome: "done", detail });
      return result;
    } catch (error) {
      const detail = error instanceof CommandError ? error.message : String(error);
      this.#add({ name, seconds: measure(), outcome: "failed", detail });
      throw error;
    }
  }

  /** Records a step that cannot run. */
  skip(name: string, reason: string): void {
    this.#add({ name, seconds: 0, outcome: "skipped", detail: reason });
  }

  /** Arranges the steps as a table: its headings, and its rows with the sum in the last one. */
  toTable(): [headings: string[], rows: string[][]] {
    const total = this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
    const hasFailed = this.steps.some(({ outcome }) => outcome === "failed");
    const rows = this.steps.map(({ name, outcome, seconds }) => [name, outcome, seconds.toFixed(1)]);
    return [
      ["step", "outcome", "seconds"],
      [...rows, ["all", hasFailed ? "failed" : "done", total.toFixed(1)]],
    ];
  }

  #add(step: Step): void {
    this.steps.push(step);
    const { name, seconds, outcome } = step;
    const [firstLine] = step.detail.split("\n");
    const detail = firstLine && outcome !== "failed" ? `: ${firstLine}` : "";
    this.#print(`${seconds.toFixed(1).padStart(6)} s  ${outcome.padEnd(7)}  ${name}${detail}\n`);
  }
}
