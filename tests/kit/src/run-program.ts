import { type ExecFileException, execFile } from "node:child_process";

/** Settings of a program that is run to its end. */
export interface RunOptions {
  /** The working directory; that of this process by default. */
  readonly cwd?: string;
  /** All environment variables of the program; {@link cleanEnvironment} by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** The program is killed after this time, in milliseconds; 10 minutes by default. */
  readonly timeout?: number;
}

/** What a program printed, and how it ended. */
export interface ProgramResult {
  /** Null if a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that failed. The message has the command and the end of its output. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  readonly code = "program_failed";
}

const shownLines = 40;

/**
 * Runs a program to its end.
 *
 * @returns the result, with any exit code
 * @throws {ProgramError} if the program cannot be started or takes too long
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> {
  const { cwd = process.cwd(), env = cleanEnvironment(), timeout = 600_000 } = options;
  return new Promise((resolve, reject) => {
    const settings = { cwd, env, timeout, maxBuffer: 2 ** 26 };
    execFile(program, [...args], settings, (error, stdout, stderr) => {
      const { code = 0, signal = null, killed = false } = error ?? ({} as Partial<ExecFileException>);
      if (killed || typeof code === "string") {
        const reason = killed ? `was stopped after ${timeout} ms or too much output` : error?.message;
        reject(failure(program, args, cwd, `${stdout}\n${stderr}\n${reason}`));
      } else {
        resolve({ exitCode: signal === null ? (code ?? null) : null, signal, stdout, stderr });
      }
    });
  });
}

/**
 * Runs a program to its end and returns what it prints to standard output.
 *
 * @throws {ProgramError} if it cannot be started or its exit code is not 0
 */
export async function readOutput(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { exitCode, signal, stdout, stderr } = await runProgram(program, args, options);
  if (exitCode !== 0) {
    const output = `${stdout}\n${stderr}`.trim() || `it ended with ${signal ?? `exit code ${exitCode}`}`;
    throw failure(program, args, options.cwd ?? process.cwd(), output);
  }
  return stdout;
}

/**
 * Returns the environment of this process without the settings that npm, turbo and vitest pass to their children.
 * npm in another folder would apply them there.
 *
 * @param additions - variables to add
 */
export function cleanEnvironment(additions: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return { ...Object.fromEntries(rest), ...additions };
}

const inherited =
  /^(INIT_CWD|npm_(command|execpath|lifecycle_.*|node_execpath|package_.*)|npm_config_(local_prefix|workspaces?|global_prefix|silent|loglevel)|TURBO_HASH|VITEST.*|NODE_ENV)$/i;

function failure(program: string, args: readonly string[], cwd: string, output: string): ProgramError {
  const end = output.trim().split("\n").slice(-shownLines).join("\n");
  return new ProgramError(`\`${[program, ...args].join(" ")}\` failed in ${cwd}:\n${end}`);
}
