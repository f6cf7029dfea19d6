import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findProject, type Project } from "../project/project.ts";
import { listChangesets, listStale, readChangesetState } from "../semver/changeset.ts";
import { readGeneratedState, writeRelease } from "../semver/released.ts";
import { CommandError } from "../terminal/command-error.ts";
import { runWithFlags } from "../terminal/run-command.ts";

/** The folders of the packages that always have the same version, by `fixed` in `.changeset/config.json`. */
const fixedGroup = [
  "packages/types",
  "packages/client",
  "packages/server",
  "packages/server-runtime",
] as const;

async function readCommonVersion(root: string): Promise<string> {
  const versions = await Promise.all(
    fixedGroup.map(async (folder) => {
      const { version } = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
      return { folder, version };
    }),
  );
  const [first] = versions;
  if (first === undefined || versions.some(({ version }) => version !== first.version)) {
    const list = versions.map(({ folder, version }) => `${folder}/package.json ${version}`).join(", ");
    throw new CommandError(
      `the generated packages must have the same version, but have: ${list}. Check \`fixed\` in .changeset/config.json.`,
    );
  }
  return first.version;
}

async function requireLockAgrees(root: string, version: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const stale = fixedGroup.find((folder) => packages[folder]?.version !== version);
  if (stale !== undefined) {
    throw new CommandError(
      `package-lock.json has version ${packages[stale]?.version} of ${stale}, not ${version}. Run \`npm install --package-lock-only\`.`,
    );
  }
}

async function requireChangelogsAgree(root: string, version: string): Promise<void> {
  for (const folder of fixedGroup) {
    const changelog = await readFile(join(root, folder, "CHANGELOG.md"), "utf8").catch(() => "");
    if (/^## (.*)$/m.exec(changelog)?.[1] !== version) {
      throw new CommandError(
        `${folder}/CHANGELOG.md does not begin with ${version}. Check \`changelog\` in .changeset/config.json.`,
      );
    }
  }
}

const help = `Moves the packages to their next version, as the pending changesets say, and removes the changesets.

Usage: npm run version [-- OPTION]

  --help  show this text

It writes the versions and changelogs of the packages, package-lock.json, and released/: the model and the digests of
the generated code, with which later changes are compared. It commits and publishes nothing.

Exit codes:
  0  versioned, or there was no changeset
  1  the changesets don't cover the changes, or a step failed
  2  unknown option

Examples:
  npm run version && git diff   review the release before you commit it
`;

/**
 * Runs the command `version` with the options of the process.
 *
 * @param directory - the absolute path of a folder of the project
 * @returns the exit code
 */
export function version(directory: string): Promise<number> {
  return runWithFlags(help, [], async () => moveVersions(await findProject(directory)));
}

async function moveVersions(project: Project): Promise<number> {
  if ((await listChangesets(project)).length === 0) {
    process.stdout.write("There is no changeset, so nothing to release.\n");
    return 0;
  }
  const state = await readChangesetState(project);
  if (state.short.length > 0 || listStale(state).length > 0) {
    throw new CommandError(
      "the changesets don't cover the changes. Run `npm run check-changeset` for details.",
    );
  }
  const root = project.folder;
  await requireGit();
  const before = await readCommonVersion(root);
  const changesets = createRequire(join(root, "package.json")).resolve("@changesets/cli/bin.js");
  await runProgram(root, process.execPath, [changesets, "version"]);
  await runProgram(root, "npm", [
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ]);
  const after = await readCommonVersion(root);
  await requireLockAgrees(root, after);
  if (after !== before) {
    await requireChangelogsAgree(root, after);
    await writeRelease(project, after, await readGeneratedState(project));
  }
  process.stdout.write(`The generated packages are at ${after}${after === before ? ", as before" : ""}.\n`);
  return 0;
}

/** Changesets runs git to find the commit of each changeset. Without git it ends with the stack of an error. */
async function requireGit(): Promise<void> {
  const child = spawn("git", ["--version"], { stdio: "ignore" });
  await once(child, "exit").catch(() => {
    throw new CommandError(
      "git was not found. Changesets needs it to find the commits of the changesets. Install git and put it on PATH.",
    );
  });
}

async function runProgram(root: string, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: root, stdio: "inherit" });
  const command = [program, ...args].join(" ");
  const [code] = await once(child, "exit").catch((error: Error) => {
    throw new CommandError(`\`${command}\` could not be started: ${error.message}.`);
  });
  if (code !== 0) {
    throw new CommandError(
      `\`${command}\` failed. Some files can have the new version already: check \`git status\`, and restore them before you try again.`,
    );
  }
}
