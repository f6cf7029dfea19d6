import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import { onInterruption } from "./interruption.ts";

/**
 * Calls a function with a new folder, and removes the folder afterwards, also if a signal ends the process. Each call gets
 * its own folder, because several commands can run at the same time. Folders of processes that were killed are removed.
 *
 * @param parent - the absolute path of the folder to create it in
 * @param name - the prefix of the folder's name
 * @param work - gets the folder's absolute path
 * @throws CommandError with the code `disk_full` if there is no space for its files
 */
export async function withTempFolder<T>(
  parent: string,
  name: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent);
  const folder = await mkdtemp(join(parent, `${name}-${process.pid}-`));
  using _cleanup = onInterruption(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await work(folder);
  } catch (error) {
    if (!isDiskFull(error)) {
      throw error;
    }
    throw new CommandError(`The disk with ${parent} is full: ${(error as Error).message}. Free space.`, {
      code: "disk_full",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT"].includes(String(error.code));
}

/** The name of a folder, with the ID of the process that made it. */
const tempName = /^.+[.-](\d+)-\w{6}$/;

async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent);
  const left = names.filter((name) => {
    const [, pid] = tempName.exec(name) ?? [];
    return pid !== undefined && !isRunning(Number(pid));
  });
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
