import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "../root.ts";

/**
 * Fills a folder, unless it was filled from the same before. The folder appears when it is complete, so two commands
 * may fill it at the same time.
 *
 * @param folder - its absolute path; what else is in it goes
 * @param sources - everything that the contents depend on: versions, settings, texts
 * @param fill - gets the absolute path of an empty folder in the same place
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
  const partial = await mkdtemp(`${folder}.`);
  try {
    await fill(partial);
    await writeFile(join(partial, stamp), digest);
    await putInPlace(partial, folder, digest);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const stamp = ".sources";

async function isFilled(folder: string, digest: string): Promise<boolean> {
  return (await readFile(join(folder, stamp), "utf8").catch(() => "")) === digest;
}

/**
 * Of those that fill the folder at the same time the first one wins. The others leave alone what they find there, for
 * it may be read already.
 */
async function putInPlace(partial: string, folder: string, digest: string): Promise<void> {
  while (!(await moveUnlessTaken(partial, folder)) && !(await isFilled(folder, digest))) {
    await removeOutdated(folder, `${partial}.outdated`, digest);
  }
}

/** Removes the folder. Where it has been filled since it was looked at it is put back, after being away for a moment. */
async function removeOutdated(folder: string, aside: string, digest: string): Promise<void> {
  try {
    await rename(folder, aside);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) {
      throw error;
    }
    return;
  }
  if (await isFilled(aside, digest)) {
    await moveUnlessTaken(aside, folder);
  }
  await rm(aside, { recursive: true, force: true });
}

/**
 * Moves a folder in one step.
 *
 * @returns whether it was moved: `false` where another one has the place
 */
async function moveUnlessTaken(from: string, to: string): Promise<boolean> {
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

/**
 * Does some work in a new folder below `build/`, which git ignores, and removes the folder afterwards. Each call has
 * its own, for two commands may run at the same time.
 *
 * @param name - what the folder's name starts with
 * @param work - gets the folder's absolute path
 */
export async function withTempFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const build = join(root, "build");
  await mkdir(build, { recursive: true });
  const folder = await mkdtemp(join(build, `${name}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
