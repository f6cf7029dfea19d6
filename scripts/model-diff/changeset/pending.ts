import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { Failure } from "../../failure.ts";
import { root } from "../../root.ts";
import type { Bump } from "../bump.ts";
import { type Bumps, forEachPackage, generatedPackages, largestBumps } from "../packages.ts";

/** The folder of the changesets, from the root. */
export const changesetFolder = ".changeset";

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
 * @throws Failure naming a file that is not a changeset
 */
export async function readPendingBumps(): Promise<Bumps> {
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
    throw new Failure(`${path} is not a changeset: ${(error as Error).message} Mend it, or make it anew.`);
  }
  return forEachPackage((key) => bumps.get(generatedPackages[key].name) ?? "none");
}
