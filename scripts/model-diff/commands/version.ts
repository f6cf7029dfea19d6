import { createRequire } from "node:module";
import { Failure } from "../../failure.ts";
import { runCommand } from "../../run-command.ts";
import { isStale, readChangesetState } from "../changeset/check.ts";
import { listChangesets } from "../changeset/pending.ts";
import { runByOptions } from "../command-line.ts";
import { readCommonVersion, requireChangelogsAgree, requireLockAgrees } from "../released/agreement.ts";
import { readGeneratedState } from "../released/generated-state.ts";
import { writeRelease } from "../released/release.ts";
import { runProgram } from "../released/run-program.ts";

const help = `Moves the packages to their next version, as the pending changesets ask, and takes the changesets away.

Usage: npm run version [-- OPTION]

  --help  show this text

It writes the versions and changelogs of the packages, package-lock.json, and released/: the model and the digests of
the generated code, which later changes are compared with. It commits and publishes nothing.

Exit codes:
  0  versioned, or there was no changeset
  1  the changesets don't cover the changes, or a step failed
  2  an option is not known

Examples:
  npm run version && git diff   look at the release before you commit it
`;

await runCommand(() => runByOptions(help, [], version));

async function version(): Promise<number> {
  if ((await listChangesets()).length === 0) {
    process.stdout.write("There is no changeset, so there is nothing to release.\n");
    return 0;
  }
  const state = await readChangesetState();
  if (state.short.length > 0 || isStale(state)) {
    throw new Failure("the changesets don't cover what changed: `npm run check-changeset` says more.");
  }
  const before = await readCommonVersion();
  await runProgram(process.execPath, [
    createRequire(import.meta.url).resolve("@changesets/cli/bin.js"),
    "version",
  ]);
  await runProgram("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
  const after = await readCommonVersion();
  await requireLockAgrees(after);
  if (after !== before) {
    await requireChangelogsAgree(after);
    await writeRelease(after, await readGeneratedState());
  }
  process.stdout.write(`The generated packages are at ${after}${after === before ? ", as before" : ""}.\n`);
  return 0;
}
