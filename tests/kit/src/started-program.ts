import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { cleanEnvironment, ProgramError, type ProgramResult } from "./run-program.ts";

/** Settings of a program that is started. */
export interface StartOptions {
  /** The working directory; that of this process by default. */
  readonly cwd?: string;
  /** All environment variables of the program; `cleanEnvironment()` by default. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Starts the program in its own process group, and sends signals to the whole group: for npm, turbo and shells, which
   * start the process that must be stopped.
   */
  readonly group?: boolean;
  /** File descriptors for its outputs, which are not collected then. */
  readonly stdout?: number;
  readonly stderr?: number;
  /** The signal that {@link StartedProgram.stop} sends; SIGTERM by default. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A program that runs until it ends or is stopped. It is killed if the test run ends first. */
export class StartedProgram implements AsyncDisposable {
  readonly #command: string;
  readonly #child: ChildProcess;
  readonly #options: StartOptions;
  readonly #closed: Promise<void>;
  readonly #waiting = new Set<() => void>();
  #isClosed = false;
  #spawnError: Error | undefined;
  #stdout = "";
  #stderr = "";

  /** Starts a program. Waits only when {@link waitFor} or {@link finish} is called. */
  constructor(program: string, args: readonly string[], options: StartOptions = {}) {
    const { cwd, env = cleanEnvironment(), group = false, stdout = "pipe", stderr = "pipe" } = options;
    this.#command = [program, ...args].join(" ");
    this.#options = options;
    this.#child = spawn(program, [...args], { cwd, env, detached: group, stdio: ["pipe", stdout, stderr] });
    this.#closed = new Promise((resolve) => {
      // All output has been read by then.
      this.#child.once("close", () => {
        this.#isClosed = true;
        process.off("exit", this.#kill);
        this.#notify();
        resolve();
      });
    });
    this.#child.once("error", (error) => {
      this.#spawnError = error;
      this.#notify();
    });
    this.#child.stdin?.on("error", () => {});
    this.#collect(this.#child.stdout, (text) => {
      this.#stdout += text;
    });
    this.#collect(this.#child.stderr, (text) => {
      this.#stderr += text;
    });
    process.once("exit", this.#kill);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What it printed to standard output so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** What it printed to standard error so far. */
  get stderr(): string {
    return this.#stderr;
  }

  get hasEnded(): boolean {
    return this.#isClosed || this.#spawnError !== undefined;
  }

  /**
   * Waits until standard output contains a text.
   *
   * @returns all of standard output so far
   * @throws {ProgramError} if the program ends first
   */
  waitFor(text: string | RegExp): Promise<string> {
    return this.#waitFor(text, () => this.#stdout);
  }

  /**
   * Waits until standard error contains a text.
   *
   * @returns all of standard error so far
   * @throws {ProgramError} if the program ends first
   */
  waitForError(text: string | RegExp): Promise<string> {
    return this.#waitFor(text, () => this.#stderr);
  }

  /**
   * Repeats a check, such as a request to a server's health endpoint, until it returns true.
   *
   * @throws {ProgramError} if the program ends first
   */
  async waitUntil(check: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await check())) {
      this.requireRunning();
      await new Promise((resolve) => realTimers.setTimeout(resolve, 50));
    }
  }

  /** @throws {ProgramError} with the end of its output if the program has ended */
  requireRunning(): void {
    if (this.hasEnded) {
      throw this.#failure("has ended");
    }
  }

  /** Writes to its standard input. */
  write(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** Sends a signal, if the program still runs. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#isClosed) {
      return;
    }
    if (this.#options.group) {
      signalGroup(pid, signal);
    } else {
      this.#child.kill(signal);
    }
  }

  /** Stops reading its output, as a log collector that hangs. The pipes fill up. */
  pauseOutput(): void {
    this.#child.stdout?.pause();
    this.#child.stderr?.pause();
  }

  /** Reads its output again. */
  resumeOutput(): void {
    this.#child.stdout?.resume();
    this.#child.stderr?.resume();
  }

  /** Closes our ends of its output, as a reader does that needs no more. */
  closeOutput(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /**
   * Waits until the program has ended.
   *
   * @throws {ProgramError} if it could not be started
   */
  async finish(): Promise<ProgramResult> {
    await this.#closed;
    if (this.#spawnError !== undefined && this.#child.pid === undefined) {
      throw this.#failure("could not be started");
    }
    const { exitCode, signalCode: signal } = this.#child;
    return { exitCode, signal, stdout: this.#stdout, stderr: this.#stderr };
  }

  /** Sends the stop signal and waits until the program has ended. */
  async stop(): Promise<void> {
    this.signal(this.#options.stopSignal ?? "SIGTERM");
    await this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #waitFor(text: string | RegExp, read: () => string): Promise<string> {
    const isThere = () => (typeof text === "string" ? read().includes(text) : text.test(read()));
    while (!isThere()) {
      if (this.hasEnded) {
        throw this.#failure(`ended without printing ${typeof text === "string" ? `"${text}"` : text}`);
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    return read();
  }

  #collect(stream: Readable | null, add: (text: string) => void): void {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      add(text);
      this.#notify();
    });
  }

  #notify(): void {
    for (const wake of this.#waiting) {
      wake();
    }
    this.#waiting.clear();
  }

  #failure(what: string): ProgramError {
    const output = `${this.#stdout}\n${this.#stderr}`.trim().slice(-10_000);
    return new ProgramError(`\`${this.#command}\` ${what}: ${this.#spawnError?.message ?? ""}\n${output}`);
  }

  readonly #kill = (): void => this.signal("SIGKILL");
}

/** The timer as it is before a test replaces it. */
const realTimers = { setTimeout };

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}
