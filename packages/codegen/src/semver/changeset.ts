import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import type { Project } from "../project/project.ts";
import { CommandError } from "../terminal/command-error.ts";
import { adviceFor } from "./advice.ts";
import {
  type Bump,
  type Bumps,
  createBumps,
  isSmaller,
  largestBumps,
  packageKeys,
  packageNameOf,
} from "./bump.ts";
import { type Change, requiredBumps } from "./change.ts";
import { findChanges } from "./diff-release.ts";
import { readGeneratedState, readRelease } from "./released.ts";

/** The folder of the changesets, from the folder of the project. */
const changesetFolder = ".changeset";

/** Lists the files of the pending changesets, as sorted paths from the folder of the project. */
export async function listChangesets({ folder }: Project): Promise<string[]> {
  const names = await readdir(join(folder, changesetFolder)).catch(() => []);
  const changesets = names.filter((name) => /\.md$/.test(name) && name !== "README.md");
  return changesets.sort().map((name) => `${changesetFolder}/${name}`);
}

async function readPendingBumps(project: Project): Promise<Bumps> {
  const files = await listChangesets(project);
  return largestBumps(await Promise.all(files.map((path) => readBumps(project, path))));
}

async function readBumps(project: Project, path: string): Promise<Bumps> {
  const text = await readFile(join(project.folder, path), "utf8");
  const bumps = new Map<string, Bump>();
  try {
    for (const { name, type } of parseChangesetFile(text).releases) {
      bumps.set(name, type);
    }
  } catch (error) {
    throw new CommandError(
      `${path} is not a changeset: ${(error as Error).message} Fix it, or delete it and run \`npx changeset\`.`,
    );
  }
  return createBumps((key) => bumps.get(packageNameOf(project, key)) ?? "none");
}

/** The changeset that `npm run changeset:model` writes and overwrites. It contains no text by people. */
export const modelChangeset: string = `${changesetFolder}/model-changes.md`;

/**
 * Formats the changeset for the changes since the last release.
 *
 * @param bumps - those that the changes require
 * @returns its text, or `undefined` if the changes require no bump
 */
export function renderChangeset(
  project: Project,
  changes: readonly Change[],
  bumps: Bumps,
): string | undefined {
  const releases = packageKeys
    .filter((key) => bumps[key] !== "none")
    .map((key) => `"${packageNameOf(project, key)}": ${bumps[key]}`);
  if (releases.length === 0) {
    return undefined;
  }
  const lines = changes.map(({ rule, path, description }) => {
    return `- \`${path}\`: ${asMarkdown(description)}. ${adviceFor(rule)}`.trimEnd();
  });
  return `---\n${releases.join("\n")}\n---\n\nWhat changed in the API:\n\n${lines.join("\n")}\n`;
}

async function readModelChangeset({ folder }: Project): Promise<string | undefined> {
  const file = join(folder, modelChangeset);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}

/**
 * Writes or removes the model's changeset.
 *
 * @param text - `undefined` to remove it
 */
export async function writeModelChangeset({ folder }: Project, text: string | undefined): Promise<void> {
  const file = join(folder, modelChangeset);
  if (text === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(join(folder, changesetFolder), { recursive: true });
  await writeFile(file, text);
}

/** Values of the model, such as patterns, can contain Markdown syntax. */
function asMarkdown(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return /[\\`*_<>[\]]/.test(text) ? `${fence}${text}${fence}` : text;
}

/** The pending changesets compared with the changes since the last release. */
export interface ChangesetState {
  /** `undefined` before the first release. */
  readonly version: string | undefined;
  readonly changes: readonly Change[];
  readonly required: Bumps;
  /** The packages whose pending bump is too small. */
  readonly short: readonly { readonly name: string; readonly needs: Bump; readonly has: Bump }[];
  /** The text that the model's changeset should have; `undefined` if there should be none. */
  readonly text: string | undefined;
  /** The text that it has; `undefined` if there is none. */
  readonly present: string | undefined;
}

/**
 * Compares the committed generated files with the last release and with the pending changesets. It reads only files, and
 * doesn't use git.
 *
 * @throws CommandError if one of the files can't be read
 */
export async function readChangesetState(project: Project): Promise<ChangesetState> {
  const release = await readRelease(project);
  const changes = findChanges(project, release, await readGeneratedState(project));
  const required = requiredBumps(changes, release?.version ?? "0.0.0");
  const pending = await readPendingBumps(project);
  const short = packageKeys
    .filter((key) => isSmaller(pending[key], required[key]))
    .map((key) => ({ name: packageNameOf(project, key), needs: required[key], has: pending[key] }));
  const present = await readModelChangeset(project);
  const text = renderChangeset(project, changes, required);
  return { version: release?.version, changes, required, short, text, present };
}

/** Whether the model's changeset exists and is out of date. */
export function isStale({ text, present }: ChangesetState): boolean {
  return present !== undefined && present !== text;
}
