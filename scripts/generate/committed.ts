import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.ts";
import { type Drift, findDrift, readGenerated } from "./drift.ts";
import { lockPath, makeLock, parseLock, renderLock } from "./lock.ts";
import { ownTarget } from "./target.ts";

/**
 * Compares the generated files of this repository, and the lock, with what a generation gave.
 *
 * @param generated - the files' texts by path, without the lock
 * @returns the files as they should be, the lock among them, and where they differ, by path
 */
export async function compareWithGeneration(
  generated: ReadonlyMap<string, string>,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly drift: readonly Drift[] }> {
  const files = new Map([...generated, [lockPath, renderLock(await makeLock(generated))]]);
  const actual = await readGenerated(ownTarget);
  const lock = await readLockText();
  if (lock !== undefined) {
    actual.set(lockPath, lock);
  }
  return { files, drift: findDrift(Object.fromEntries(files), Object.fromEntries(actual)) };
}

/**
 * Compares the digests of the generated files of this repository, and of all that they are made from, with those in
 * the lock. It takes neither Java nor a generation.
 *
 * @returns how many generated files there are, and where they differ, inputs before outputs; the lock itself where it
 *   is not one that a generation wrote
 */
export async function compareWithLock(): Promise<{
  readonly count: number;
  readonly drift: readonly Drift[];
}> {
  const outputs = await readGenerated(ownTarget);
  const count = outputs.size;
  const text = await readLockText();
  if (text === undefined) {
    return { count, drift: [{ kind: "missing", path: lockPath }] };
  }
  const committed = parseLock(text);
  if (committed === undefined || renderLock(committed) !== text) {
    return { count, drift: [{ kind: "changed", path: lockPath }] };
  }
  const current = await makeLock(outputs);
  const parts = ["inputs", "tools", "outputs"] as const;
  return { count, drift: parts.flatMap((part) => findDrift(committed[part], current[part])) };
}

/** Reads the committed lock; `undefined` where there is none. */
async function readLockText(): Promise<string | undefined> {
  const file = join(root, lockPath);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}
