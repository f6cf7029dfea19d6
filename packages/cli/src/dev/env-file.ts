import { open, readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../core/command-error.ts";
import { isEnvFile } from "./variables.ts";

/** Paths in it are up to 4 kB long. */
const maxBytes = 65_536;

/** A file of variables, for as long as a development environment runs. */
export interface EnvFile {
  /** Removes the file. */
  remove(): Promise<void>;
}

/**
 * Writes a file of variables that only its owner can read. It replaces only a file that an earlier run has left,
 * without other lines.
 *
 * @param text - begins with {@link envFileHeader}
 * @throws CommandError if another file has this name, or it can't be written
 */
export async function writeEnvFile(path: string, text: string): Promise<EnvFile> {
  const absolute = resolve(path);
  try {
    if (await isLeftOver(absolute)) {
      await rm(absolute);
    }
    const file = await open(absolute, "wx", 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem =
      code === "EEXIST"
        ? "exists already, and eks-auth dev did not write it. Choose another file with --write-env, or remove it."
        : `can't be written (${code}). Choose another file with --write-env.`;
    throw new CommandError("unwritable", `${absolute} ${problem}`);
  }
  return {
    async remove() {
      // Another run can have replaced it.
      if ((await readFile(absolute, "utf8").catch(() => "")) === text) {
        await rm(absolute, { force: true });
      }
    },
  };
}

/** Whether an earlier run has left the file: it was killed. */
async function isLeftOver(path: string): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw error;
  }
  try {
    const stats = await file.stat();
    return stats.isFile() && stats.size <= maxBytes && isEnvFile(await file.readFile("utf8"));
  } finally {
    await file.close();
  }
}
