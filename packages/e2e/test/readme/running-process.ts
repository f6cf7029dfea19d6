import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A command that runs until it is stopped. */
export class RunningProcess {
  readonly #child: ChildProcess;
  #output = "";

  /**
   * @param command - for the shell
   * @param directory - where it runs
   */
  constructor(command: string, directory: string) {
    // A group of its own: npm and turbo stand between us and the process that has to be stopped.
    this.#child = spawn("sh", ["-c", command], {
      cwd: directory,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output += chunk;
      });
    }
  }

  /** Waits until it has printed a text, and gives all that it printed. */
  async waitFor(text: string): Promise<string> {
    while (!this.#output.includes(text)) {
      if (this.#child.exitCode !== null) {
        throw new Error(`It ended without printing "${text}":\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.#output;
  }

  /** Interrupts it as Ctrl-C does, and waits for its end. */
  async stop(): Promise<void> {
    const { pid, exitCode } = this.#child;
    if (pid !== undefined && exitCode === null) {
      process.kill(-pid, "SIGINT");
      await once(this.#child, "close");
    }
  }
}
