import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CommandFailure } from "../failure.ts";

/** The directory that a development cluster keeps its files in. */
export interface DevDirectory {
  /** Its absolute path. */
  readonly path: string;
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
    const temporary = await makeTemporary();
    return { path: temporary, remove: () => rm(temporary, { recursive: true, force: true }) };
  }
  const absolute = resolve(path);
  try {
    await mkdir(absolute, { recursive: true });
  } catch (error) {
    throw describeWriteError(absolute, error);
  }
  return { path: absolute, remove: async () => {} };
}

/** Says that a file or directory can't be made or written, and what to do. */
export function describeWriteError(path: string, error: unknown): CommandFailure {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFailure(`${path} can't be written (${code}). Choose another directory with --directory.`);
}

async function makeTemporary(): Promise<string> {
  const prefix = join(tmpdir(), "eks-auth-dev-");
  try {
    return await mkdtemp(prefix);
  } catch (error) {
    throw describeWriteError(prefix, error);
  }
}
