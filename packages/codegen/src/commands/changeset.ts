import { requireGenerated } from "../generate/require-generated.ts";
import type { CommandLine } from "../project/command-line.ts";
import { forEachProject } from "../project/for-each-project.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProjects, type Project } from "../project/project.ts";
import { type PackageKey, packageKeys } from "../semver/bump.ts";
import {
  type ChangesetState,
  type ModelTexts,
  modelChangesetOf,
  readChangesetState,
  writeModelChangesets,
} from "../semver/changeset.ts";
import { runWithFlags } from "../terminal/run-command.ts";

function createHelp(commandLine: CommandLine): string {
  return `Writes a changeset for each generated package that changed since the last release: the changes, what the package's
users must do, and the bump that they need.

Usage: ${commandLine("changeset", "[OPTION]")}

  --help  show this text

The files are .changeset/model-*.md. It overwrites them each time, so don't edit them. For other changes, add your own
changeset with \`npx changeset\`. If nothing changed, it removes them. It reads generated files, so run
\`${commandLine("generate")}\` first. It needs neither Java nor git.

Exit codes:
  0  the changesets are up to date
  1  a file can't be read, or the model changed after the last successful generation
  2  unknown option

Examples:
  ${commandLine("generate")} && ${commandLine("changeset")}   after a change of the model
`;
}

/**
 * Runs the command `changeset`.
 *
 * @returns the exit code
 */
export function changeset(invocation: Invocation): Promise<number> {
  const run = async (): Promise<number> => forEachProject(await findProjects(invocation), updateChangesets);
  return runWithFlags(createHelp(invocation.commandLine), [], run, invocation.args);
}

async function updateChangesets(project: Project): Promise<number> {
  await requireGenerated(project);
  const state = await readChangesetState(project);
  const texts = isCoveredFirstRelease(state) ? state.present : state.texts;
  await writeModelChangesets(project, texts);
  process.stdout.write(describe(project, state.present, texts));
  return 0;
}

/** Before the first release, a hand-written changeset that announces everything is enough. */
function isCoveredFirstRelease({ version, short, present }: ChangesetState): boolean {
  return (
    version === undefined && short.length === 0 && packageKeys.every((key) => present[key] === undefined)
  );
}

function describe(project: Project, present: ModelTexts, texts: ModelTexts): string {
  const list = (isListed: (before: string | undefined, after: string | undefined) => boolean) =>
    packageKeys
      .filter((key) => isListed(present[key], texts[key]))
      .map((key: PackageKey) => modelChangesetOf(project, key))
      .join(", ");
  const written = list((before, after) => after !== undefined && after !== before);
  const removed = list((before, after) => after === undefined && before !== undefined);
  const same = list((before, after) => after !== undefined && after === before);
  const lines = [
    ...(written === ""
      ? []
      : [`Wrote ${written}. Commit the change with ${written.includes(",") ? "them" : "it"}.`]),
    ...(removed === ""
      ? []
      : [`Removed ${removed}: nothing that concerns the package changed since the last release.`]),
    ...(same === "" ? [] : [`Up to date: ${same}.`]),
  ];
  return `${lines.length === 0 ? "No changeset is needed." : lines.join("\n")}\n`;
}
