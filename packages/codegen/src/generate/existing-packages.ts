import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageName, type Target } from "../emit/target.ts";
import { CommandError } from "../terminal/command-error.ts";

/**
 * Makes sure that existing packages have the expected names, because their `src/gen` is replaced.
 *
 * @throws CommandError if one has another name
 */
export async function requireExpectedPackages(target: Target): Promise<void> {
  for (const folder of target.folders) {
    const file = join(target.base, target.prefix, folder, "package.json");
    const wanted = packageName(target, folder);
    if (!existsSync(file)) {
      continue;
    }
    const name = await readName(file);
    if (name !== wanted) {
      throw new CommandError(
        `${file} belongs to the package ${name}, not to ${wanted}. Choose another folder, or another scope.`,
      );
    }
  }
}

async function readName(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")).name;
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${(error as Error).message}. Fix it.`);
  }
}
