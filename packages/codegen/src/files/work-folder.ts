import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onInterruption } from "./interruption.ts";

/**
 * Fills a folder, unless it was already filled from the same sources. The folder appears when it is complete, so several
 * processes can fill it at the same time.
 *
 * @param folder - its absolute path; other contents are removed
 * @param sources - everything that the contents depend on: versions, settings, texts
 * @param fill - fills an empty folder, whose absolute path it gets; the folder has the same parent
 */
export async function fillFolderOnce(
  folder: string,
  sources: readonly string[],
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const digest = createHash("sha256").update(JSON.stringify(sources)).digest("hex");
  if (await isFilled(folder, digest)) {
    return;
  }
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.${process.pid}-`);
  using _cleanup = onInterruption(() => rmSync(partial, { recursive: true, force: true }));
  try {
    await fill(partial);
    await writeFile(join(partial, stamp), digest);
    await install(partial, folder, digest);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const stamp = ".sources";

async function isFilled(folder: string, digest: string): Promise<boolean> {
  return (await readFile(join(folder, stamp), "utf8").catch(() => "")) === digest;
}

/**
 * Moves the filled folder to its path. If several processes fill it, the first one wins: the others keep that folder,
 * because it can already be in use.
 */
async function install(partial: string, folder: string, digest: string): Promise<void> {
  while (!(await moveIfFree(partial, folder)) && !(await isFilled(folder, digest))) {
    await removeOutdated(folder, `${partial}.outdated`, digest);
  }
}

/** Removes an outdated folder. If another process filled it in the meantime, it is missing for a moment and moved back. */
async function removeOutdated(folder: string, outdated: string, digest: string): Promise<void> {
  try {
    await rename(folder, outdated);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) {
      throw error;
    }
    return;
  }
  if (await isFilled(outdated, digest)) {
    await moveIfFree(outdated, folder);
  }
  await rm(outdated, { recursive: true, force: true });
}

/** @returns false if the target already exists */
async function moveIfFree(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "EPERM")) {
      throw error;
    }
    return false;
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
