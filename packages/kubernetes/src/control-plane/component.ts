import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of the control plane, running. */
export class Component {
  readonly #name: string;
  readonly #child: ChildProcess;
  #log = "";

  /**
   * Starts it.
   *
   * @param kubelab - the program that is all of them
   * @param name - which one it is to be
   * @param flags - its flags
   */
  constructor(kubelab: string, name: string, flags: Readonly<Record<string, string>>) {
    this.#name = name;
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.#child = spawn(kubelab, [name, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    this.#child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#log = (this.#log + chunk).slice(-10_000);
    });
    // A test run that is cut short should not leave it behind.
    process.once("exit", this.#kill);
  }

  /**
   * Checks that it runs.
   *
   * @throws Error with the end of its log where it has ended
   */
  requireRunning(): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      throw new Error(`${this.#name} has ended:\n${this.#log}`);
    }
  }

  /** Ends it. */
  async stop(): Promise<void> {
    process.off("exit", this.#kill);
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill("SIGTERM");
      await once(this.#child, "close");
    }
  }

  readonly #kill = (): void => {
    this.#child.kill("SIGKILL");
  };
}
