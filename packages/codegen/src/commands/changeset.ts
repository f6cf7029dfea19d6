import { findProject } from "../project/project.ts";
import {
  type ChangesetState,
  modelChangeset,
  readChangesetState,
  writeModelChangeset,
} from "../semver/changeset.ts";
import { runWithFlags } from "../terminal/run-command.ts";

const help = `Writes ${modelChangeset}: the changes of the generated packages since the last release, and the bumps that they need.

Usage: npm run changeset:model [-- OPTION]

  --help  show this text

It overwrites the file each time, so don't edit it. For other changes, add your own changeset with \`npx changeset\`.
If nothing changed, it removes the file. It reads generated files, so run \`npm run generate\` first.

Exit codes:
  0  the changeset is up to date
  1  a file can't be read
  2  unknown option

Examples:
  npm run generate && npm run changeset:model   after a change in model/
`;

/**
 * Runs the command `changeset:model` with the options of the process.
 *
 * @param directory - the absolute path of a folder of the project
 * @returns the exit code
 */
export function changeset(directory: string): Promise<number> {
  return runWithFlags(help, [], async () => {
    const project = await findProject(directory);
    const state = await readChangesetState(project);
    const text = isCoveredFirstRelease(state) ? undefined : state.text;
    await writeModelChangeset(project, text);
    process.stdout.write(describe(state, text));
    return 0;
  });
}

/** Before the first release, a hand-written changeset that announces everything is enough. */
function isCoveredFirstRelease({ version, short, present }: ChangesetState): boolean {
  return version === undefined && short.length === 0 && present === undefined;
}

function describe({ present }: ChangesetState, text: string | undefined): string {
  if (text === present) {
    return text === undefined ? "No changeset is needed.\n" : `${modelChangeset} is up to date.\n`;
  }
  return text === undefined
    ? `Removed ${modelChangeset}: nothing changed since the last release.\n`
    : `Wrote ${modelChangeset}. Commit it with the change.\n`;
}
