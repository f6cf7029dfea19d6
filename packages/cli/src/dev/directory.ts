import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandFailure } from "../failure.ts";
import { makeTemporaryDirectory } from "../temporary-directory.ts";
import { makeDirectories } from "./make-directories.ts";

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
 * @throws CommandFailure where it can't be made
 */
export async function openDirectory(path: string | undefined): Promise<DevDirectory> {
  if (path === undefined) {
    const temporary = await makeTemporaryDirectory("dev");
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
    await makeDirectories(directory.path);
  } catch (error) {
    throw describeWriteError(directory, directory.path, error);
  }
  return directory;
}

/** Says that a directory, or a file in it, can't be made or written, and what to do. */
export function describeWriteError(
  { chosenWith }: DevDirectory,
  path: string,
  error: unknown,
): CommandFailure {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFailure(
    `${path} can't be written (${code}). Choose another directory with ${chosenWith}.`,
  );
}
