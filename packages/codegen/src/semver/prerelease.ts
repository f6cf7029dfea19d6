import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../project/project.ts";
import { CommandError } from "../terminal/command-error.ts";

/** Changesets' state while prereleases are made, from `changeset pre enter` to the version after `changeset pre exit`. */
export interface Prerelease {
  readonly mode: "pre" | "exit";
  /** The names of the changesets, without `.md`, that a prerelease has. */
  readonly changesets: readonly string[];
}

const stateFile = ".changeset/pre.json";

/**
 * Reads the state of prereleases, or returns `undefined` if none are made.
 *
 * @throws CommandError if the file is damaged
 */
export async function readPrerelease({ folder }: Project): Promise<Prerelease | undefined> {
  const file = join(folder, stateFile);
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const { mode, changesets = [] } = JSON.parse(await readFile(file, "utf8"));
    return { mode, changesets };
  } catch (error) {
    throw new CommandError(
      `${stateFile} is not valid JSON: ${(error as Error).message}. Restore it with git.`,
    );
  }
}

/**
 * Renames the model's changesets that a prerelease has: `model-types.md` becomes `model-types-0.2.0-next.0.md`. The next
 * changes of the model then get changesets of their own, which Changesets knows as new.
 *
 * @param paths - of the model's changesets, from the folder of the project
 * @param version - of the prerelease
 */
export async function keepReleasedChangesets(
  { folder }: Project,
  paths: readonly string[],
  version: string,
): Promise<void> {
  const state = JSON.parse(await readFile(join(folder, stateFile), "utf8"));
  const names = new Map(
    paths
      .filter((path) => existsSync(join(folder, path)))
      .map((path) => [nameOf(path), `${nameOf(path)}-${version}`]),
  );
  for (const [before, after] of names) {
    await rename(join(folder, `.changeset/${before}.md`), join(folder, `.changeset/${after}.md`));
  }
  const changesets = state.changesets.map((name: string) => names.get(name) ?? name);
  await writeFile(join(folder, stateFile), `${JSON.stringify({ ...state, changesets }, null, 2)}\n`);
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.md$/, "");
}
