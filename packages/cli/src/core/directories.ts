import { mkdir, mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.ts";

/**
 * Creates a temporary directory that only its owner can read.
 *
 * @param command - the command that it is for; part of its name
 * @returns its absolute path
 */
export async function createTemporaryDirectory(command: string): Promise<string> {
  const prefix = join(tmpdir(), `eks-auth-${command}-`);
  try {
    return await mkdtemp(prefix);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      "unwritable",
      `${prefix} can't be written (${code}). Choose another directory with TMPDIR.`,
    );
  }
}

/**
 * Creates a directory and its missing parents. Node.js's recursive `mkdir` never returns below /proc, where directories
 * exist but none can be created.
 *
 * @param path - an absolute path
 * @throws Error of the system, if it can't be created
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
      // Another process created it in the meantime.
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
