import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";

/** A program to run like an operator does. */
interface Program {
  /** Options of Node.js, the program's file and its arguments. */
  readonly args: readonly string[];
  /** Additions to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Matches its output when it is ready; the first group, if any, is its origin. */
  readonly readyPattern: RegExp;
}

/** An unmodified program in a separate process. Its standard error has the trace, if it is traced. */
export class ProgramProcess extends StartedProgram {
  /** `http://127.0.0.1:8480`; empty if the program does not listen. */
  origin = "";

  /**
   * Starts a program and waits until it is ready.
   *
   * @throws {ProgramError} if the process ends
   */
  static async start({ args, env, readyPattern }: Program): Promise<ProgramProcess> {
    const program = new ProgramProcess(process.execPath, args, {
      env: { ...process.env, NODE_ENV: "production", ...env },
    });
    const output = await Promise.race([program.waitFor(readyPattern), program.waitForError(readyPattern)]);
    program.origin = readyPattern.exec(output)?.[1] ?? "";
    return program;
  }

  /** Reads the resident set: all memory of the process, in bytes. */
  async readResidentSet(): Promise<number> {
    // Small images of Linux lack `ps`.
    const kibibytes =
      process.platform === "linux"
        ? /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${this.pid}/status`, "utf8"))?.[1]
        : await readOutput("ps", ["-o", "rss=", "-p", String(this.pid)]);
    return Number(kibibytes) * 1024;
  }
}

/**
 * Returns the absolute path of a program under test.
 *
 * @param path - from `benchmarks/programs`: `server/fastify.ts`
 */
export function locateProgram(path: string): string {
  return fileURLToPath(new URL(`../../programs/${path}`, import.meta.url));
}

/**
 * Runs a program under test in a fresh process.
 *
 * @returns what it prints to standard output
 * @throws {ProgramError} if it fails
 */
export function runProbe(
  path: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<string> {
  return readOutput(process.execPath, [...nodeOptions, locateProgram(path), ...args], {
    env: { ...process.env, NODE_ENV: "production" },
  });
}
