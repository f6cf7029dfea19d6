import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Generation } from "../generate-files.ts";
import { packageFolders, type Target } from "../target.ts";
import { findDependencies } from "./manifest.ts";

/**
 * Finds what generated files import and the package.json beside them doesn't name: it was made for an earlier model,
 * or changed by hand, and is not ours to mend.
 *
 * @returns a sentence for each, that says what to do
 */
export async function findMissingDependencies(generation: Generation, target: Target): Promise<string[]> {
  const made = packageFolders.filter((folder) => existsSync(join(target.base, folder, "package.json")));
  const missing = made.map(async (folder) => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(
      await readFile(join(target.base, folder, "package.json"), "utf8"),
    );
    const needed = await findDependencies(folder, generation, target);
    return Object.entries(needed)
      .filter(([name]) => !(name in dependencies || name in peerDependencies))
      .map(([name, range]) => `add "${name}": "${range}" to the dependencies in ${folder}/package.json.`);
  });
  return (await Promise.all(missing)).flat();
}
