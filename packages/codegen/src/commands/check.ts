import { checkPackages } from "../generate/project-packages.ts";
import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProjects } from "../project/project.ts";
import { Progress } from "../terminal/output.ts";
import { runWithFlags } from "../terminal/run-command.ts";

function createHelp(commandLine: CommandLine): string {
  return `Checks that the generated files are up to date. It generates in memory, compares, and writes nothing.
Without Java or Maven it compares digests with generated.lock.json instead, and says so.

Usage: ${commandLine("check", "[OPTION]")}

  --help  show this text

Exit codes:
  0  all generated files are up to date
  1  a file is out of date, or the model is not valid
  2  unknown option

Examples:
  ${commandLine("check")}   before a commit, and in CI
`;
}

/** Runs the command `check`, and returns the exit code. */
export function check(invocation: Invocation): Promise<number> {
  const run = async (): Promise<number> => checkPackages(await findProjects(invocation), new Progress());
  return runWithFlags(createHelp(invocation.commandLine), [], run, invocation.args);
}
