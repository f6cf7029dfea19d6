import { type ParseArgsConfig, parseArgs } from "node:util";

/** A command can't go on. The message is for a person: what is wrong, where, and what to do. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** The Smithy CLI can't run on this machine: there is no Java for it, or no Maven to fetch it. */
export class ToolUnavailableError extends CommandError {}

/**
 * Runs a command, and turns a failure that it foresees into a message on standard error and exit code 1.
 *
 * @param work - gives the exit code
 */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Runs a command by its options. `--help` prints its help; an option that it doesn't know is refused, with the help.
 *
 * @param help - with the usage, the exit codes and examples
 * @param names - the options it has beside `--help`, all of them switches
 * @param work - gets the names of those given, and gives the exit code
 * @returns the exit code, 2 where an option was refused
 */
export async function runWithFlags<Name extends string>(
  help: string,
  names: readonly Name[],
  work: (given: ReadonlySet<Name | "help">) => Promise<number>,
): Promise<number> {
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    [...names, "help"].map((name) => [name, { type: "boolean" }]),
  );
  let given: ReadonlySet<Name | "help">;
  try {
    given = new Set(Object.keys(parseArgs({ options }).values) as (Name | "help")[]);
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
