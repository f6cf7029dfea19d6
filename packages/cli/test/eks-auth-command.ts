import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../bin/eks-auth.js", import.meta.url));

/** What a run of the command left. */
export interface Run {
  readonly exitCode: number | null;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `eks-auth` command, built, as a process of its own. */
export class EksAuthCommand {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #isClosed = false;
  #stdout = "";
  #stderr = "";

  /** @param args - the arguments behind `eks-auth` */
  constructor(...args: readonly string[]) {
    this.#child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.#closed = once(this.#child, "close");
    // Then all that it printed has been read, too.
    this.#child.once("close", () => {
      this.#isClosed = true;
    });
    this.#child.stdout?.on("data", (chunk) => {
      this.#stdout += chunk;
    });
    this.#child.stderr?.on("data", (chunk) => {
      this.#stderr += chunk;
    });
  }

  /** Waits until the command has printed a text to standard output, and gives all that it printed. */
  waitFor(text: string): Promise<string> {
    return this.#waitFor(text, () => this.#stdout);
  }

  /** Waits until the command has printed a text to standard error. */
  async waitForError(text: string): Promise<void> {
    await this.#waitFor(text, () => this.#stderr);
  }

  async #waitFor(text: string, read: () => string): Promise<string> {
    while (!read().includes(text)) {
      if (this.#isClosed) {
        throw new Error(`eks-auth ended without printing "${text}": ${this.#stdout}${this.#stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return read();
  }

  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Closes our ends of its output, as a reader does that has seen enough. */
  closeOutput(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Waits for the end. */
  async finish(): Promise<Run> {
    await this.#closed;
    const { exitCode, signalCode: signal } = this.#child;
    return { exitCode, signal, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** Runs the command to its end. */
export function runEksAuth(...args: readonly string[]): Promise<Run> {
  return new EksAuthCommand(...args).finish();
}
