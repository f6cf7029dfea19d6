import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CommandError } from "@eks-auth/codegen/terminal";

/** What `--watch` says of a cycle, in seconds. */
export interface Cycle {
  readonly smithy: number;
  readonly generating: number;
  readonly building: number;
}

/** `npm run generate -- --watch`, running. */
export class Watch implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  /**
   * Starts it in a repository and waits for its first cycle, which finds nothing to do.
   *
   * @throws CommandError where it ends instead
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
   * Waits for the end of a cycle.
   *
   * @throws CommandError where the model was refused, or the watch has ended
   */
  async nextCycle(): Promise<Cycle> {
    for (;;) {
      const { value: line, done } = await this.#lines.next();
      if (done || /^\d\d:\d\d:\d\d {2}failed/.test(line)) {
        throw new CommandError(
          `npm run generate -- --watch failed: ${line ?? "it has ended. Its error is above."}`,
        );
      }
      const parts = / s \(Smithy ([\d.]+), generating ([\d.]+), building ([\d.]+)\)$/.exec(line);
      if (parts !== null) {
        const [, smithy, generating, building] = parts.map(Number);
        return { smithy: smithy ?? 0, generating: generating ?? 0, building: building ?? 0 };
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
