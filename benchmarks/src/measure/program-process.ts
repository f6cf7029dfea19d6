import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";

/** A program to run like an operator does. */
export interface Program {
  /** The name in messages. */
  readonly name: string;
  /** Options of Node.js, the program's file and its arguments. */
  readonly args: readonly string[];
  /** Additions to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Matches its standard output or file descriptor 3 when it is ready; the first group, if any, is its origin. */
  readonly readyPattern: RegExp;
}

/** An unmodified program in a separate process. */
export class ProgramProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** `http://127.0.0.1:8480`; empty if the program does not listen. */
  readonly origin: string;
  /** Returns what the process has written to file descriptor 3. */
  readonly readTrace: () => string;

  private constructor(child: ChildProcess, origin: string, readTrace: () => string) {
    this.#child = child;
    this.origin = origin;
    this.readTrace = readTrace;
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @throws {CommandError} if the process ends
   */
  static async start({ name, args, env, readyPattern }: Program): Promise<ProgramProcess> {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: "production", ...env },
      // Standard output is for the report.
      stdio: ["ignore", "pipe", 2, "pipe"],
    });
    const readOutput = collect(child.stdio[1] as Readable);
    const readTrace = collect(child.stdio[3] as Readable);
    return new Promise((resolve, reject) => {
      function checkReady(): void {
        const [found, origin = ""] = readyPattern.exec(readOutput()) ?? readyPattern.exec(readTrace()) ?? [];
        if (found !== undefined) {
          resolve(new ProgramProcess(child, origin, readTrace));
        }
      }
      child.stdio[1]?.on("data", checkReady);
      child.stdio[3]?.on("data", checkReady);
      child.once("exit", (code, signal) =>
        reject(
          new CommandError(`${name} ended (${signal ?? `exit code ${code}`}). Its error is printed above.`),
        ),
      );
    });
  }

  /** Reads the resident set: all memory of the process, in bytes. */
  async readResidentSet(): Promise<number> {
    const { pid } = this.#child;
    // Small images of Linux lack `ps`.
    const kibibytes =
      process.platform === "linux"
        ? /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]
        : (await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)])).stdout;
    return Number(kibibytes) * 1024;
  }

  /** Stops the program with SIGTERM and waits until it has ended. */
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
