import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import type { Project } from "../project/project.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import { CommandError } from "../terminal/command-error.ts";
import { adviceFor } from "./advice.ts";
import {
  type Bump,
  type Bumps,
  createBumps,
  isSmaller,
  largestBumps,
  type PackageKey,
  packageKeys,
  packageKeysOf,
  packageNameOf,
  recordOf,
} from "./bump.ts";
import { bumpsOf, type Change, requiredBumps } from "./change.ts";
import { findChanges } from "./diff-release.ts";
import { readGeneratedState, readRelease } from "./released.ts";

/** The folder of the changesets, from the root of the workspaces, whose projects share it. */
const changesetFolder = ".changeset";

/**
 * Lists the files of the pending changesets, as sorted paths from the root of the workspaces. Those that a prerelease has are
 * in a subfolder, and not pending.
 */
export async function listChangesets({ folder }: Project): Promise<string[]> {
  const names = await readdir(join(findWorkspaceRoot(folder), changesetFolder)).catch(() => []);
  const changesets = names.filter((name) => /\.md$/.test(name) && name !== "README.md");
  return changesets.sort().map((name) => `${changesetFolder}/${name}`);
}

async function readPendingBumps(project: Project): Promise<Bumps> {
  const files = await listChangesets(project);
  return largestBumps(await Promise.all(files.map((path) => readBumps(project, path))));
}

async function readBumps(project: Project, path: string): Promise<Bumps> {
  const text = await readFile(join(findWorkspaceRoot(project.folder), path), "utf8");
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

/**
 * The changeset that `npm run changeset:model` writes and overwrites for a package. Each package has one, because its
 * changelog lists only what concerns its users. It contains no text by people.
 *
 * @returns the path from the root of the workspaces, `.changeset/model-types.md`. A project that is not in the root has its
 *   path in the name: `.changeset/model-shop-types.md`
 */
export function modelChangesetOf({ folder }: Pick<Project, "folder">, key: PackageKey): string {
  const path = relative(findWorkspaceRoot(folder), folder).split(sep).filter(Boolean);
  return `${changesetFolder}/${["model", ...path, key].join("-")}.md`;
}

/** The texts of the model's changesets; `undefined` for a package that has none. */
export type ModelTexts = Readonly<Record<PackageKey, string | undefined>>;

/**
 * Formats the changesets for the changes since the last release.
 *
 * @param bumps - those that the changes require
 */
export function renderChangesets(project: Project, changes: readonly Change[], bumps: Bumps): ModelTexts {
  return recordOf((key) =>
    bumps[key] === "none"
      ? undefined
      : renderChangeset(packageNameOf(project, key), key, changes, bumps[key]),
  );
}

/** Also below 1.0.0, where a breaking change is a minor one, its line says so. */
function renderChangeset(name: string, key: PackageKey, changes: readonly Change[], bump: Bump): string {
  const concerning = changes.filter((change) => bumpsOf(change)[key] !== "none");
  const [breaking, others] = [true, false].map((isBreaking) =>
    concerning
      .filter((change) => (bumpsOf(change)[key] === "major") === isBreaking)
      .map((change) => renderLine(change, key)),
  );
  const lines = [
    ...(breaking ?? []).map((line) => `- **Breaking:** ${line}`),
    ...(others ?? []).map((line) => `- ${line}`),
  ];
  return `---\n"${name}": ${bump}\n---\n\nWhat changed in the API:\n\n${lines.join("\n")}\n`;
}

function renderLine({ rule, path, description }: Change, key: PackageKey): string {
  return `\`${path}\`: ${asMarkdown(description)}. ${adviceFor(rule, [key])}`.trimEnd();
}

async function readModelChangesets(project: Project): Promise<ModelTexts> {
  const root = findWorkspaceRoot(project.folder);
  const read = async (key: PackageKey) => {
    const file = join(root, modelChangesetOf(project, key));
    return [key, existsSync(file) ? await readFile(file, "utf8") : undefined] as const;
  };
  const texts = new Map(await Promise.all(packageKeys.map(read)));
  return recordOf((key) => texts.get(key));
}

/** Writes the model's changesets, and removes those without a text. */
export async function writeModelChangesets(project: Project, texts: ModelTexts): Promise<void> {
  const root = findWorkspaceRoot(project.folder);
  await mkdir(join(root, changesetFolder), { recursive: true });
  for (const key of packageKeys) {
    const file = join(root, modelChangesetOf(project, key));
    const text = texts[key];
    await (text === undefined ? rm(file, { force: true }) : writeFile(file, text));
  }
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
  /** The texts that the model's changesets should have. */
  readonly texts: ModelTexts;
  /** The texts that they have. */
  readonly present: ModelTexts;
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
  const required = requiredBumps(changes, release?.version ?? "0.0.0", packageKeysOf(project));
  const pending = await readPendingBumps(project);
  const short = packageKeys
    .filter((key) => isSmaller(pending[key], required[key]))
    .map((key) => ({ name: packageNameOf(project, key), needs: required[key], has: pending[key] }));
  const present = await readModelChangesets(project);
  const texts = renderChangesets(project, changes, required);
  return { version: release?.version, changes, required, short, texts, present };
}

/** Lists the model's changesets that exist and are out of date, as paths from the root of the workspaces. */
export function listStale(project: Project, { texts, present }: ChangesetState): string[] {
  const stale = packageKeys.filter((key) => present[key] !== undefined && present[key] !== texts[key]);
  return stale.map((key) => modelChangesetOf(project, key));
}
