import { type ParseArgsConfig, parseArgs } from "node:util";
import { codeOf } from "./command-error.ts";

const permissions = "Check the owner and the permissions.";
const inPlace = "Something else has the name of a folder or file that the command needs: rename it.";
const space = "Free space on the disk.";

/** What to do about errors of the file system that are no bugs, by their code in Node.js. */
const fixes: ReadonlyMap<unknown, string> = new Map([
  ["EACCES", permissions],
  ["EPERM", permissions],
  ["EROFS", "The file system is read-only: choose another folder."],
  ["EEXIST", inPlace],
  ["ENOTDIR", inPlace],
  ["EISDIR", inPlace],
  ["ENOSPC", space],
  ["EDQUOT", space],
]);

/** Formats an error that the user can fix; `undefined` for a bug. */
function describeError(error: unknown): string | undefined {
  if (codeOf(error) !== undefined) {
    return (error as Error).message;
  }
  // Only errors of the operating system have the name of the system call.
  const { message, code, syscall } = error as Partial<NodeJS.ErrnoException>;
  const fix = syscall === undefined ? undefined : fixes.get(code);
  return fix && `${message}. ${fix}`;
}

/**
 * Runs a command and sets the process's exit code. An error with a code of this project, or of the file system for a reason
 * that the user can fix, is printed as a message, without a stack, and the exit code is 1. Any other error is a bug, and is
 * thrown.
 *
 * @param work - returns the exit code
 */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const message = describeError(error);
    if (message === undefined) {
      throw error;
    }
    process.stderr.write(`error: ${message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Runs a command whose options are all flags. `--help` prints the help; an unknown option is an error, and prints the
 * help too.
 *
 * @param help - usage, exit codes and examples
 * @param names - the flags, except `--help`
 * @param work - gets the names of the flags that were given, and returns the exit code
 * @param args - the options; those of the process by default
 * @returns the exit code; 2 for an unknown option
 */
export async function runWithFlags<Name extends string>(
  help: string,
  names: readonly Name[],
  work: (given: ReadonlySet<Name | "help">) => Promise<number>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    [...names, "help"].map((name) => [name, { type: "boolean" }]),
  );
  let given: ReadonlySet<Name | "help">;
  try {
    given = new Set(Object.keys(parseArgs({ args: [...args], options }).values) as (Name | "help")[]);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (given.has("help")) {
    process.stdout.write(help);
    return 0;
  }
  return work(given);
}

/**
 * Runs a command with options that have values. A wrong option is an error, and prints the help too.
 *
 * @param help - usage, exit codes and examples
 * @param parse - parses the command line; returns `"help"` for `--help`
 * @param work - gets the parsed command line, and returns the exit code
 * @returns the exit code; 2 for a wrong option
 */
export async function runWithArguments<Options>(
  help: string,
  parse: () => Options | "help",
  work: (options: Options) => Promise<number>,
): Promise<number> {
  let options: Options | "help";
  try {
    options = parse();
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options === "help") {
    process.stdout.write(help);
    return 0;
  }
  return work(options);
}
