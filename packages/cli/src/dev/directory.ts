import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../core/command-error.ts";
import { createDirectories, createTemporaryDirectory } from "../core/directories.ts";

/** The directory that a development cluster keeps its files in. */
export interface DevDirectory {
  /** Its absolute path. */
  readonly path: string;
  /** What another one is chosen with: an option, or a variable. */
  readonly chosenWith: "--directory" | "TMPDIR";
  /** Removes it, where it was made for this run; the user's own is left. */
  remove(): Promise<void>;
}

/**
 * Opens the user's directory, made where it isn't there yet, or makes a temporary one.
 *
 * @param path - the user's directory, or `undefined`
 * @throws CommandError where it can't be made
 */
export async function openDirectory(path: string | undefined): Promise<DevDirectory> {
  if (path === undefined) {
    const temporary = await createTemporaryDirectory("dev");
    return {
      path: temporary,
      chosenWith: "TMPDIR",
      remove: () => rm(temporary, { recursive: true, force: true }),
    };
  }
  const directory: DevDirectory = {
    path: resolve(path),
    chosenWith: "--directory",
    remove: async () => {},
  };
  try {
    await createDirectories(directory.path);
  } catch (error) {
    throw describeWriteError(directory, directory.path, error);
  }
  return directory;
}

/** Says that a directory, or a file in it, can't be made or written, and what to do. */
export function describeWriteError({ chosenWith }: DevDirectory, path: string, error: unknown): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandError(`${path} can't be written (${code}). Choose another directory with ${chosenWith}.`);
}

/**
 * Checks that a token file may be written, and removed at the end: one that is there belongs to somebody else.
 *
 * @throws CommandError where the file is there
 */
export function requireNoTokenFile(path: string): void {
  if (existsSync(path)) {
    throw new CommandError(
      `${path} is there already. If another eks-auth dev uses this directory, choose another with --directory; ` +
        "else remove the file.",
    );
  }
}
