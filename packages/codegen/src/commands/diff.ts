import { parseArgs } from "node:util";
import type { CommandLine } from "../project/command-line.ts";
import { forEachProject } from "../project/for-each-project.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProjects } from "../project/project.ts";
import { createReport } from "../semver/diff-release.ts";
import { createVersionsReport } from "../semver/diff-versions.ts";
import { renderJson, renderReport } from "../semver/report.ts";
import { runWithArguments } from "../terminal/run-command.ts";
import { UsageError } from "../terminal/usage-error.ts";

function createHelp(commandLine: CommandLine): string {
  return `Compares the model with the last released one, or two versions of it: what changed, which bump each generated package needs, and why.
Each package gets the bump of the largest change.

Usage: ${commandLine("diff", "[OPTION]", "[OLD [NEW]]")}

  OLD     a folder with a model, or a revision of git; the last release by default
  NEW     the same; the model of the project by default
  --json  print JSON instead of tables
  --help  show this text

With Java 17 or newer it builds the model and also shows Smithy's own diff. Without Java it compares src/gen/model.json
of the types package, and says so. The model of a revision is the generated one that is committed there.

Exit codes:
  0  compared, with or without changes
  1  a version can't be read
  2  a wrong option

Examples:
  ${commandLine("diff")}   after a change of the model
  ${commandLine("diff", "--json")}   for programs
  ${commandLine("diff", "v1.2.0")}   since a tag
  ${commandLine("diff", "main", "HEAD")}   a branch
  ${commandLine("diff", "../old/model", "model")}   two folders
`;
}

/**
 * Runs the command `diff`.
 *
 * @returns the exit code
 */
export function diff(invocation: Invocation): Promise<number> {
  const { args, directory, commandLine } = invocation;
  return runWithArguments(
    createHelp(commandLine),
    () => parseOptions(args),
    async ({ json, versions: [old, now] }) =>
      forEachProject(await findProjects(invocation), async (project) => {
        const report =
          old === undefined
            ? await createReport(project)
            : await createVersionsReport(project, { old, now, directory });
        process.stdout.write(json ? renderJson(report) : renderReport(report, commandLine));
        return 0;
      }),
  );
}

/** A parsed command line. */
interface DiffOptions {
  readonly json: boolean;
  /** At most two. */
  readonly versions: readonly string[];
}

function parseOptions(args: readonly string[]): DiffOptions | "help" {
  const options = {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (values.help) {
    return "help";
  }
  if (positionals.length > 2) {
    throw new UsageError("Give at most two versions to compare.");
  }
  return { json: values.json, versions: positionals };
}
