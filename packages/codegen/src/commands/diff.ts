import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProject } from "../project/project.ts";
import { createReport } from "../semver/diff-release.ts";
import { renderJson, renderReport } from "../semver/report.ts";
import { runWithFlags } from "../terminal/run-command.ts";

function createHelp(commandLine: CommandLine): string {
  return `Compares the model with the last released one: what changed, which bump each generated package needs, and why.
Each package gets the bump of the largest change.

Usage: ${commandLine("diff", "[OPTION]")}

  --json  print JSON instead of tables
  --help  show this text

With Java 17 or newer it builds the model and also shows Smithy's own diff. Without Java it compares src/gen/model.json
of the types package, and says so.

Exit codes:
  0  compared, with or without changes
  1  the model, or a file of the last release, can't be read
  2  unknown option

Examples:
  ${commandLine("diff")}          after a change of the model
  ${commandLine("diff", "--json")}   for programs
`;
}

/**
 * Runs the command `diff`.
 *
 * @returns the exit code
 */
export function diff(invocation: Invocation): Promise<number> {
  const help = createHelp(invocation.commandLine);
  return runWithFlags(
    help,
    ["json"],
    async (given) => {
      const report = await createReport(await findProject(invocation));
      process.stdout.write(
        given.has("json") ? renderJson(report) : renderReport(report, invocation.commandLine),
      );
      return 0;
    },
    invocation.args,
  );
}
