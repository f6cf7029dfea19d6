import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/**
 * Does some work in a new folder below `build/`, which git ignores, and removes the folder afterwards. Each call has
 * its own, for two commands may run at the same time.
 *
 * @param name - what the folder's name starts with
 * @param work - gets the folder's absolute path
 */
export async function inScratchFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const build = join(root, "build");
  await mkdir(build, { recursive: true });
  const folder = await mkdtemp(join(build, `${name}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
