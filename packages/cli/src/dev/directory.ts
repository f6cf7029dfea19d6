import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../core/command-error.ts";
import { createDirectories, createTemporaryDirectory } from "../core/directories.ts";

/** The directory of a development environment. */
export interface DevDirectory {
  readonly path: string;
  /** The option or variable that selects another one. */
  readonly selectedBy: "--directory" | "TMPDIR";
  /** Removes it if it was created for this run; a directory of the user is kept. */
  remove(): Promise<void>;
}

/**
 * Opens the user's directory, creating it if it does not exist, or creates a temporary one.
 *
 * @param path - the user's directory; undefined for a temporary one
 */
export async function openDirectory(path: string | undefined): Promise<DevDirectory> {
  if (path === undefined) {
    const temporary = await createTemporaryDirectory("dev");
    return {
      path: temporary,
      selectedBy: "TMPDIR",
      remove: () => rm(temporary, { recursive: true, force: true }),
    };
  }
  const directory: DevDirectory = {
    path: resolve(path),
    selectedBy: "--directory",
    remove: async () => {},
  };
  try {
    await createDirectories(directory.path);
  } catch (error) {
    throw toWriteError(directory, directory.path, error);
  }
  return directory;
}

/** Creates the error for a directory, or a file in it, that can't be written. */
export function toWriteError({ selectedBy }: DevDirectory, path: string, error: unknown): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandError(
    "unwritable",
    `${path} can't be written (${code}). Choose another directory with ${selectedBy}.`,
  );
}

/**
 * Checks that no token file exists: one that does belongs to another process, and must not be overwritten or removed.
 *
 * @throws CommandError if the file exists
 */
export function requireNoTokenFile(path: string): void {
  if (existsSync(path)) {
    throw new CommandError(
      "unwritable",
      `${path} exists already. If another eks-auth dev uses this directory, choose another with --directory; ` +
        "otherwise remove the file.",
    );
  }
}
