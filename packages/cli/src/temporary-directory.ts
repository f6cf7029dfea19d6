import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandFailure } from "./failure.ts";

/**
 * Makes a temporary directory that its owner alone can look into.
 *
 * @param command - the command that it is for, a part of its name
 * @returns its absolute path
 * @throws CommandFailure where it can't be made
 */
export async function makeTemporaryDirectory(command: string): Promise<string> {
  const prefix = join(tmpdir(), `eks-auth-${command}-`);
  try {
    return await mkdtemp(prefix);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFailure(`${prefix} can't be written (${code}). Choose another directory with TMPDIR.`);
  }
}
