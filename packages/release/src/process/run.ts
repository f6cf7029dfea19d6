import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { freeEnvironment } from "./environment.ts";

const execute = promisify(execFile);
const shownLines = 40;

/** Where a program runs, and with what. */
export interface Surroundings {
  readonly cwd: string;
  /** What is in its environment beside what is in ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is stopped; ten minutes unless given. */
  readonly timeout?: number;
}

/**
 * Runs a program to its end, and gives what it prints to standard output.
 *
 * @throws CommandError with the end of its output where it can't be started, or exits with another code than 0
 */
export async function run(
  program: string,
  args: readonly string[],
  { cwd, env, timeout = 600_000 }: Surroundings,
): Promise<string> {
  try {
    const options = { cwd, env: freeEnvironment(env), timeout, maxBuffer: 2 ** 26 };
    return (await execute(program, args, options)).stdout;
  } catch (error) {
    const { message, stdout = "", stderr = "" } = error as Error & { stdout?: string; stderr?: string };
    const output = `${stdout}\n${stderr}`.trim().split("\n").slice(-shownLines).join("\n");
    throw new CommandError(`\`${[program, ...args].join(" ")}\` failed in ${cwd}:\n${output || message}`);
  }
}
