import { requireGenerated } from "../generate/require-generated.ts";
import type { CommandLine } from "../project/command-line.ts";
import { forEachProject } from "../project/for-each-project.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProjects, type Project } from "../project/project.ts";
import { packageKeysOf } from "../semver/bump.ts";
import { type ChangesetState, listStale, readChangesetState } from "../semver/changeset.ts";
import { noteBelowOne, renderChanges } from "../semver/report.ts";
import { CommandError } from "../terminal/command-error.ts";
import { formatTable } from "../terminal/output.ts";
import { runWithFlags } from "../terminal/run-command.ts";

function createHelp(commandLine: CommandLine): string {
  return `Checks that the pending changesets cover the changes of the generated packages since the last release.

Usage: ${commandLine("check-changeset", "[OPTION]")}

  --help  show this text

It compares the generated code with released/, and reads .changeset/*.md. It needs neither Java nor git.

Exit codes:
  0  the changesets are sufficient
  1  a changeset is missing, too small or out of date, or the model changed after the last successful generation
  2  unknown option

Examples:
  ${commandLine("check-changeset")}   before a commit; \`${commandLine("changeset")}\` fixes what it finds
`;
}

/**
 * Runs the command `check-changeset`.
 *
 * @returns the exit code
 */
export function checkChangeset(invocation: Invocation): Promise<number> {
  const { args, commandLine } = invocation;
  const fix = `Run \`${commandLine("changeset")}\` and commit the result.`;
  return runWithFlags(
    createHelp(commandLine),
    [],
    async () => forEachProject(await findProjects(invocation), (project) => checkProject(project, fix)),
    args,
  );
}

async function checkProject(project: Project, fix: string): Promise<number> {
  await requireGenerated(project);
  const state = await readChangesetState(project);
  if (state.short.length > 0) {
    throw new CommandError(describeShort(project, state, fix));
  }
  const stale = listStale(project, state);
  if (stale.length > 0) {
    throw new CommandError(`${stale.join(", ")}: out of date. ${fix}`);
  }
  process.stdout.write(`${describeCovered(state)}\n`);
  return 0;
}

function describeShort(
  project: Project,
  { changes, short, version = "0.0.0" }: ChangesetState,
  fix: string,
): string {
  const rows = short.map(({ name, needs, has }) => [name, needs, has]);
  return (
    "the changes of the generated packages since the last release need larger bumps than .changeset/ has:\n\n" +
    `${formatTable(["package", "needs", "has"], rows)}\n${renderChanges(changes, packageKeysOf(project), process.stderr)}\n${fix}${noteBelowOne(version)}`
  );
}

function describeCovered({ version, changes }: ChangesetState): string {
  if (version === undefined) {
    return "The changesets cover the first release of the generated packages.";
  }
  return changes.length === 0
    ? `Nothing changed in the generated packages since ${version}.`
    : `The changesets cover the changes of the generated packages since ${version}.`;
}
