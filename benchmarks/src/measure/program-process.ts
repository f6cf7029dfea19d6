import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { CommandError } from "@eks-auth/codegen/terminal";
import { readResidentSet } from "./resident-set.ts";

/** A program to run as whoever operates it does. */
export interface Program {
  /** What messages call it. */
  readonly name: string;
  /** Options of Node.js, the program's file and its arguments. */
  readonly args: readonly string[];
  /** What it finds in its environment, besides what this process does. */
  readonly env: Readonly<Record<string, string>>;
  /** What it says once it is up, in standard output or in file descriptor 3; the first group is its origin, if it has one. */
  readonly upPattern: RegExp;
}

/** A program in a process of its own, which knows nothing of being measured. */
export class ProgramProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** Where it listens, `http://127.0.0.1:8480`; empty where it doesn't. */
  readonly origin: string;
  /** What the process wrote into file descriptor 3, up to now. */
  readonly trace: () => string;

  private constructor(child: ChildProcess, origin: string, trace: () => string) {
    this.#child = child;
    this.origin = origin;
    this.trace = trace;
  }

  /**
   * Starts a program, and waits until it is up.
   *
   * @throws CommandError where it ends instead
   */
  static async start({ name, args, env, upPattern }: Program): Promise<ProgramProcess> {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: "production", ...env },
      // Standard output is the report's.
      stdio: ["ignore", "pipe", 2, "pipe"],
    });
    const output = collect(child.stdio[1] as Readable);
    const trace = collect(child.stdio[3] as Readable);
    return new Promise((resolve, reject) => {
      function look(): void {
        const [found, origin = ""] = upPattern.exec(output()) ?? upPattern.exec(trace()) ?? [];
        if (found !== undefined) {
          resolve(new ProgramProcess(child, origin, trace));
        }
      }
      child.stdio[1]?.on("data", look);
      child.stdio[3]?.on("data", look);
      child.once("exit", (code, signal) =>
        reject(new CommandError(`${name} ended (${signal ?? `exit code ${code}`}). Its error is above.`)),
      );
    });
  }

  /** The memory of the whole process, in bytes. */
  readResidentSet(): Promise<number> {
    return readResidentSet(this.#child.pid ?? 0);
  }

  /** Ends it as an operator does, and waits for the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, "close");
      this.#child.kill();
      await closed;
    }
  }
}

function collect(stream: Readable): () => string {
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}
