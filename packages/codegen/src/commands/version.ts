import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { requireGenerated } from "../generate/require-generated.ts";
import type { CommandLine } from "../project/command-line.ts";
import { forEachProject } from "../project/for-each-project.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProjects, type Project } from "../project/project.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import { packageKeysOf, packageNameOf } from "../semver/bump.ts";
import { listChangesets, listStale, modelChangesetOf, readChangesetState } from "../semver/changeset.ts";
import { keepReleasedChangesets, readPrereleaseMode } from "../semver/prerelease.ts";
import { readGeneratedState, writeRelease } from "../semver/released.ts";
import { CommandError } from "../terminal/command-error.ts";
import { runWithArguments } from "../terminal/run-command.ts";

/**
 * Finds the folders of the packages that always have the same version: those in one list of `fixed` in
 * `.changeset/config.json`, which must have the generated packages.
 */
async function findFixedGroup(project: Project): Promise<string[]> {
  const types = packageNameOf(project, "types");
  const { fixed = [] }: { fixed?: string[][] } = await readJson(project, ".changeset/config.json");
  const group = fixed.find((names) => names.includes(types));
  if (group === undefined) {
    throw new CommandError(
      `.changeset/config.json has no list with ${types} in \`fixed\`. Add one with the generated packages.`,
    );
  }
  const { packages } = await readJson(project, "package-lock.json");
  return group.map((name) => {
    const folder = packages[`node_modules/${name}`]?.resolved;
    if (folder === undefined) {
      throw new CommandError(
        `${name}, which \`fixed\` in .changeset/config.json lists, is not in package-lock.json. Run \`npm install\`.`,
      );
    }
    return folder;
  });
}

/** @param path - from the root of the workspaces */
async function readJson({ folder }: Project, path: string) {
  try {
    return JSON.parse(await readFile(join(findWorkspaceRoot(folder), path), "utf8"));
  } catch (error) {
    throw new CommandError(`${path} can't be read: ${(error as Error).message}.`);
  }
}

async function readCommonVersion(project: Project, group: readonly string[]): Promise<string> {
  const versions = await Promise.all(
    group.map(async (folder) => {
      const { version } = await readJson(project, `${folder}/package.json`);
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

async function requireLockAgrees(project: Project, group: readonly string[], version: string): Promise<void> {
  const { packages } = await readJson(project, "package-lock.json");
  const stale = group.find((folder) => packages[folder]?.version !== version);
  if (stale !== undefined) {
    throw new CommandError(
      `package-lock.json has version ${packages[stale]?.version} of ${stale}, not ${version}. Run \`npm install --package-lock-only\`.`,
    );
  }
}

async function requireChangelogsAgree(
  { folder }: Project,
  group: readonly string[],
  version: string,
): Promise<void> {
  const root = findWorkspaceRoot(folder);
  for (const folder of group) {
    const changelog = await readFile(join(root, folder, "CHANGELOG.md"), "utf8").catch(() => "");
    if (/^## (.*)$/m.exec(changelog)?.[1] !== version) {
      throw new CommandError(
        `${folder}/CHANGELOG.md does not begin with ${version}. Check \`changelog\` in .changeset/config.json.`,
      );
    }
  }
}

function createHelp(commandLine: CommandLine): string {
  return `Moves the packages to their next version, as the pending changesets say, and removes the changesets.

Usage: ${commandLine("version", "[OPTION]", "[DIR...]")}

  DIR     the folder of a project; give all that share .changeset/. By default, the project of the current folder
  --help  show this text

It writes the versions and changelogs of the packages, package-lock.json, and released/: the model and the digests of
the generated code, with which later changes are compared. It commits and publishes nothing.

Exit codes:
  0  versioned, or there was no changeset
  1  the changesets don't cover the changes, or a step failed
  2  unknown option

Examples:
  ${commandLine("version")} && git diff   review the release before you commit it
  ${commandLine("version", ". shop")}   two projects of one repository
`;
}

/**
 * Runs the command `version`.
 *
 * @returns the exit code
 */
export function version(invocation: Invocation): Promise<number> {
  const { args, directory, projectFolders, commandLine } = invocation;
  return runWithArguments(
    createHelp(commandLine),
    () => parseFolders(args),
    async (folders) => {
      const given = folders.map((folder) => resolve(directory, folder));
      const projects = await findProjects({
        projectFolders: given.length === 0 ? projectFolders : given,
        commandLine,
      });
      return moveVersions(projects);
    },
  );
}

function parseFolders(args: readonly string[]): readonly string[] | "help" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean" } },
  });
  return values.help ? "help" : positionals;
}

/** The packages of a project that always have the same version. */
interface VersionedProject extends Project {
  /** The folders of the packages, from the root of the workspaces. */
  readonly group: readonly string[];
  readonly before: string;
}

/** @param projects - of the same workspaces, so that Changesets moves the versions of all at once */
async function moveVersions(projects: readonly Project[]): Promise<number> {
  await Promise.all(projects.map(requireCovered));
  const [first] = projects as [Project];
  const mode = await readPrereleaseMode(first);
  if ((await listChangesets(first)).length === 0 && mode !== "exit") {
    process.stdout.write("There is no changeset, so nothing to release.\n");
    return 0;
  }
  const root = findWorkspaceRoot(first.folder);
  await requireGit();
  const changesets = findChangesets(root);
  const versioned = await Promise.all(projects.map(readVersions));
  await runProgram(root, process.execPath, [changesets, "version"]);
  await runProgram(root, "npm", [
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ]);
  return forEachProject(versioned, async (project) => {
    const { group, before } = project;
    const after = await readCommonVersion(project, group);
    await requireLockAgrees(project, group, after);
    if (after !== before) {
      await requireChangelogsAgree(project, group, after);
      await writeRelease(project, after, await readGeneratedState(project));
    }
    if (mode === "pre") {
      const paths = packageKeysOf(project).map((key) => modelChangesetOf(project, key));
      await keepReleasedChangesets(project, paths, after);
    }
    process.stdout.write(`The generated packages are at ${after}${after === before ? ", as before" : ""}.\n`);
    return 0;
  });
}

async function requireCovered(project: Project): Promise<void> {
  await requireGenerated(project);
  const state = await readChangesetState(project);
  if (state.short.length > 0 || listStale(project, state).length > 0) {
    throw new CommandError(
      `the changesets don't cover the changes. Run \`${project.commandLine("check-changeset")}\` for details.`,
    );
  }
}

async function readVersions(project: Project): Promise<VersionedProject> {
  const group = await findFixedGroup(project);
  return { ...project, group, before: await readCommonVersion(project, group) };
}

/** @throws CommandError if Changesets is not installed or not set up in the folder */
function findChangesets(root: string): string {
  try {
    if (existsSync(join(root, ".changeset/config.json"))) {
      return createRequire(join(root, "package.json")).resolve("@changesets/cli/bin.js");
    }
  } catch {
    // It is not installed.
  }
  throw new CommandError(
    `Changesets, which moves the versions, is not set up in ${root}. Run \`npm install --save-dev @changesets/cli && npx changeset init\` there, and list the generated packages in \`fixed\` in .changeset/config.json.`,
  );
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
