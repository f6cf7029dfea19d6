import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Fills a folder, unless it was filled from the same before. The folder appears when it is complete, so two commands
 * may fill it at the same time.
 *
 * @param folder - its absolute path; what else is in it goes
 * @param sources - everything that the contents depend on: versions, settings, texts
 * @param fill - gets the absolute path of an empty folder in the same place
 */
export async function fillOnce(
  folder: string,
  sources: readonly string[],
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const digest = createHash("sha256").update(JSON.stringify(sources)).digest("hex");
  if (await isFilled(folder, digest)) {
    return;
  }
  const partial = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  try {
    await fill(partial);
    await writeFile(join(partial, stamp), digest);
    await replaceFolder(folder, partial, digest);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const stamp = ".sources";

async function isFilled(folder: string, digest: string): Promise<boolean> {
  return (await readFile(join(folder, stamp), "utf8").catch(() => "")) === digest;
}

/** Leaves the folder alone where another process has filled it in the meantime, and may be reading it already. */
async function replaceFolder(folder: string, partial: string, digest: string): Promise<void> {
  if (await isFilled(folder, digest)) {
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder).catch(async (error: unknown) => {
    if (!(await isFilled(folder, digest))) {
      throw error;
    }
  });
}
