import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CommandError } from "@eks-auth/codegen/terminal";

/** The parts of a cycle that `--watch` prints, in seconds. */
export interface Cycle {
  readonly smithy: number;
  readonly generating: number;
  readonly building: number;
}

/** A running `npm run generate -- --watch`. */
export class Watch implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  /**
   * Starts it in a repository and waits for its first cycle, in which nothing has changed.
   *
   * @throws {CommandError} if the process ends
   */
  static async start(folder: string): Promise<Watch> {
    const child = spawn(process.execPath, ["scripts/generate.ts", "--watch"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const watch = new Watch(child, lines);
    await watch.nextCycle();
    return watch;
  }

  /**
   * Waits for the end of the next cycle.
   *
   * @throws {CommandError} if the generation fails or the process ends
   */
  async nextCycle(): Promise<Cycle> {
    for (;;) {
      const { value: line, done } = await this.#lines.next();
      if (done || /^\d\d:\d\d:\d\d {2}failed/.test(line)) {
        throw new CommandError(
          `npm run generate -- --watch failed: ${line ?? "the process ended. Its error is printed above."}`,
        );
      }
      const parts = / s \(Smithy ([\d.]+), generating ([\d.]+), building ([\d.]+)\)$/.exec(line);
      if (parts !== null) {
        const [, smithy = 0, generating = 0, building = 0] = parts.map(Number);
        return { smithy, generating, building };
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill("SIGINT");
      await once(this.#child, "exit");
    }
  }
}
