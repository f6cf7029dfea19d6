import { mkdir, mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.ts";

/**
 * Makes a temporary directory that its owner alone can look into.
 *
 * @param command - the command that it is for, a part of its name
 * @returns its absolute path
 * @throws CommandError where it can't be made
 */
export async function createTemporaryDirectory(command: string): Promise<string> {
  const prefix = join(tmpdir(), `eks-auth-${command}-`);
  try {
    return await mkdtemp(prefix);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`${prefix} can't be written (${code}). Choose another directory with TMPDIR.`);
  }
}

/**
 * Makes a directory and those that it is in, where they aren't there yet. Node.js's own way never ends below /proc,
 * whose directories are there and take no others.
 *
 * @param path - an absolute path
 * @throws Error of the system, where it can't be made
 */
export async function createDirectories(path: string): Promise<void> {
  if (await isDirectory(path)) {
    return;
  }
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await isDirectory(path))) {
      // Somebody else has made it meanwhile.
      return;
    }
    const parent = dirname(path);
    if (code !== "ENOENT" || parent === path || (await isDirectory(parent))) {
      throw error;
    }
    await createDirectories(parent);
    await createDirectories(path);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
