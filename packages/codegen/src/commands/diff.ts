import { findProject } from "../project/project.ts";
import { createReport } from "../semver/diff-release.ts";
import { renderJson, renderReport } from "../semver/report.ts";
import { runWithFlags } from "../terminal/run-command.ts";

const help = `Compares the model with the last released one: what changed, which bump each generated package needs, and why.
The rules are in docs/versioning.md.

Usage: npm run model:diff [-- OPTION]

  --json  print JSON instead of tables
  --help  show this text

With Java 17 or newer it builds model/ and also shows Smithy's own diff. Without Java it compares
packages/types/src/gen/model.json, and says so.

Exit codes:
  0  compared, with or without changes
  1  the model, or a file of the last release, can't be read
  2  unknown option

Examples:
  npm run model:diff                                                 after a change in model/
  npm run --silent model:diff -- --json | jq '.changes[].rule'       for programs
`;

/**
 * Runs the command `model:diff` with the options of the process.
 *
 * @param directory - the absolute path of a folder of the project
 * @returns the exit code
 */
export function diff(directory: string): Promise<number> {
  return runWithFlags(help, ["json"], async (given) => {
    const report = await createReport(await findProject(directory));
    process.stdout.write(given.has("json") ? renderJson(report) : renderReport(report));
    return 0;
  });
}
