import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { root } from "../root.ts";
import { CommandError } from "../terminal/command-error.ts";
import {
  type Bump,
  type Bumps,
  forEachPackage,
  generatedPackages,
  isSmaller,
  largestBumps,
  packageKeys,
} from "./bump.ts";
import { type Change, requiredBumps } from "./change.ts";
import { findChanges } from "./diff-release.ts";
import { readGeneratedState, readRelease } from "./released.ts";
import { ruleOf } from "./rules/rules.ts";

/** The folder of the changesets, from the root. */
const changesetFolder = ".changeset";

/**
 * Lists the files of the changesets that no release has taken yet, from the root, in order.
 */
export async function listChangesets(): Promise<string[]> {
  const names = await readdir(join(root, changesetFolder)).catch(() => []);
  const changesets = names.filter((name) => /\.md$/.test(name) && name !== "README.md");
  return changesets.sort().map((name) => `${changesetFolder}/${name}`);
}

/**
 * Reads the bump that the pending changesets give each generated package.
 *
 * @throws CommandError naming a file that is not a changeset
 */
async function readPendingBumps(): Promise<Bumps> {
  const files = await listChangesets();
  return largestBumps(await Promise.all(files.map(readBumps)));
}

async function readBumps(path: string): Promise<Bumps> {
  const text = await readFile(join(root, path), "utf8");
  const bumps = new Map<string, Bump>();
  try {
    for (const { name, type } of parseChangesetFile(text).releases) {
      bumps.set(name, type);
    }
  } catch (error) {
    throw new CommandError(
      `${path} is not a changeset: ${(error as Error).message} Mend it, or make it anew.`,
    );
  }
  return forEachPackage((key) => bumps.get(generatedPackages[key].name) ?? "none");
}

/** The changeset that `npm run changeset:model` writes, and writes again: it has no words of people's to keep. */
export const modelChangeset: string = `${changesetFolder}/model-changes.md`;

/**
 * Writes the changeset for the changes since the last release.
 *
 * @param bumps - those that the changes ask for
 * @returns its text; `undefined` where the changes ask for nothing
 */
export function renderChangeset(changes: readonly Change[], bumps: Bumps): string | undefined {
  const releases = packageKeys
    .filter((key) => bumps[key] !== "none")
    .map((key) => `"${generatedPackages[key].name}": ${bumps[key]}`);
  if (releases.length === 0) {
    return undefined;
  }
  const lines = changes.map(({ rule, place, what }) => {
    const { todo } = ruleOf(rule);
    return `- \`${place}\`: ${asMarkdown(what)}.${todo === "" ? "" : ` ${todo}`}`;
  });
  return `---\n${releases.join("\n")}\n---\n\nWhat changed in the API:\n\n${lines.join("\n")}\n`;
}

/** Reads the changeset as it is; `undefined` where there is none. */
async function readModelChangeset(): Promise<string | undefined> {
  const file = join(root, modelChangeset);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}

/**
 * Makes the changeset what it should be.
 *
 * @param text - `undefined` to remove it
 */
export async function writeModelChangeset(text: string | undefined): Promise<void> {
  const file = join(root, modelChangeset);
  if (text === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(join(root, changesetFolder), { recursive: true });
  await writeFile(file, text);
}

/** What holds values of the model, such as patterns, must not be read as Markdown. */
function asMarkdown(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return /[\\`*_<>[\]]/.test(text) ? `${fence}${text}${fence}` : text;
}

/** Where the pending changesets stand to the changes since the last release. */
export interface ChangesetState {
  /** `undefined` before the first release. */
  readonly version: string | undefined;
  readonly changes: readonly Change[];
  readonly required: Bumps;
  /** The packages whose pending bump is too small. */
  readonly short: readonly { readonly name: string; readonly needs: Bump; readonly has: Bump }[];
  /** The text that the model's changeset should have; `undefined` where there should be none. */
  readonly text: string | undefined;
  /** The text that it has; `undefined` where there is none. */
  readonly present: string | undefined;
}

/**
 * Compares what is generated and committed with the last release, and with the changesets that are pending. It looks
 * at files alone, never at git.
 *
 * @throws CommandError where one of the files can't be read
 */
export async function readChangesetState(): Promise<ChangesetState> {
  const release = await readRelease();
  const changes = findChanges(release, await readGeneratedState());
  const required = requiredBumps(changes, release?.version ?? "0.0.0");
  const pending = await readPendingBumps();
  const short = packageKeys
    .filter((key) => isSmaller(pending[key], required[key]))
    .map((key) => ({ name: generatedPackages[key].name, needs: required[key], has: pending[key] }));
  const present = await readModelChangeset();
  const text = renderChangeset(changes, required);
  return { version: release?.version, changes, required, short, text, present };
}

/** Tells whether the model's changeset is there and says something else than it should. */
export function isStale({ text, present }: ChangesetState): boolean {
  return present !== undefined && present !== text;
}
