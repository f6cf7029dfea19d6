import { existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Project } from "../project/project.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import { CommandError } from "../terminal/command-error.ts";

/** What Changesets makes: prereleases after `changeset pre enter`, and after `changeset pre exit` their release. */
export type PrereleaseMode = "pre" | "exit";

const stateFile = ".changeset/pre.json";

/** The folder to which Changesets moves the changesets that a prerelease has, until the release has them too. */
const releasedFolder = ".changeset/pre";

/**
 * Reads whether prereleases are made, or returns `undefined` if they are not.
 *
 * @throws CommandError if the file is damaged
 */
export async function readPrereleaseMode({ folder }: Project): Promise<PrereleaseMode | undefined> {
  const file = join(findWorkspaceRoot(folder), stateFile);
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return JSON.parse(await readFile(file, "utf8")).mode;
  } catch (error) {
    throw new CommandError(
      `${stateFile} is not valid JSON: ${(error as Error).message}. Restore it with git.`,
    );
  }
}

/**
 * Renames the model's changesets that a prerelease has: `model-types.md` becomes `model-types-0.2.0-next.0.md`. Otherwise
 * those of the next prerelease, which have the same names, would replace them.
 *
 * @param paths - of the model's changesets, from the root of the workspaces
 * @param version - of the prerelease
 */
export async function keepReleasedChangesets(
  { folder }: Project,
  paths: readonly string[],
  version: string,
): Promise<void> {
  const root = findWorkspaceRoot(folder);
  for (const path of paths) {
    const name = basename(path, ".md");
    const file = join(root, releasedFolder, `${name}.md`);
    if (existsSync(file)) {
      await rename(file, join(root, releasedFolder, `${name}-${version}.md`));
    }
  }
}
