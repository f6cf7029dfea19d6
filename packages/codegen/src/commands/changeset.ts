import {
  type ChangesetState,
  modelChangeset,
  readChangesetState,
  writeModelChangeset,
} from "../semver/changeset.ts";
import { runWithFlags } from "../terminal/run-command.ts";

const help = `Writes ${modelChangeset}: what changed in the generated packages since the last release, and the bump it asks for.

Usage: npm run changeset:model [-- OPTION]

  --help  show this text

It writes the whole file each time, so don't edit it: say what else there is to say in a changeset of your own,
\`npx changeset\`. Where nothing changed, it removes the file. It reads what is generated, so run \`npm run generate\` first.

Exit codes:
  0  the changeset is what it should be
  1  a file can't be read
  2  an option is not known

Examples:
  npm run generate && npm run changeset:model   after a change in model/
`;

/** Runs `changeset:model` by its command line, and returns the exit code. */
export function changeset(): Promise<number> {
  return runWithFlags(help, [], async () => {
    const state = await readChangesetState();
    const text = isCoveredFirstRelease(state) ? undefined : state.text;
    await writeModelChangeset(text);
    process.stdout.write(describe(state, text));
    return 0;
  });
}

/** Before the first release there is nothing to tell apart: a changeset by hand that announces all of it is enough. */
function isCoveredFirstRelease({ version, short, present }: ChangesetState): boolean {
  return version === undefined && short.length === 0 && present === undefined;
}

function describe({ present }: ChangesetState, text: string | undefined): string {
  if (text === present) {
    return text === undefined
      ? "There is nothing to write a changeset for.\n"
      : `${modelChangeset} is up to date.\n`;
  }
  return text === undefined
    ? `Removed ${modelChangeset}: nothing changed since the last release.\n`
    : `Wrote ${modelChangeset}. Commit it with the change.\n`;
}
