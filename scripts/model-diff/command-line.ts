import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * Runs a command by its options. `--help` prints its help; an option that it doesn't know is refused, with the help.
 *
 * @param help - with the usage, the exit codes and examples
 * @param names - the options it has beside `--help`, all of them switches
 * @param work - gets the names of those given, and gives the exit code
 * @returns the exit code, 2 where an option was refused
 */
export async function runByOptions<Name extends string>(
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
