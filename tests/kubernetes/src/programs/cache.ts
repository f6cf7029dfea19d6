import { createHash } from "node:crypto";
import { readdir, rm, stat, utimes } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";

/** The folder of everything that is built once for many clones: `$EKS_AUTH_CACHE`, or `eks-auth` in the user's cache. */
export const cacheFolder: string =
  process.env.EKS_AUTH_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "eks-auth");

const unusedDays = 30;

/**
 * Returns a folder of the cache, filled once for the same sources. Folders of the same name that no test used for 30 days
 * are removed.
 *
 * @param name - what it has: `kubelab`
 * @param sources - everything that the contents depend on: versions, settings, texts
 * @param fill - fills an empty folder, whose absolute path it gets
 * @returns the folder's absolute path
 */
export async function cachedFolder(
  name: string,
  sources: readonly string[],
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const all = [process.platform, process.arch, ...sources];
  const digest = createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 16);
  const folder = join(cacheFolder, `${name}-${digest}`);
  await fillFolderOnce(folder, all, async (target) => {
    await fill(target);
    await removeUnused(name);
  });
  const now = new Date();
  await utimes(folder, now, now);
  return folder;
}

async function removeUnused(name: string): Promise<void> {
  const oldest = Date.now() - unusedDays * 24 * 3_600_000;
  for (const entry of await readdir(cacheFolder)) {
    const folder = join(cacheFolder, entry);
    if (entry.startsWith(`${name}-`) && (await stat(folder)).mtimeMs < oldest) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
