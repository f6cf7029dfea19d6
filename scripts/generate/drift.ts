import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.ts";
import { generatedFolders } from "./generated-folders.ts";
import { type GenerationLock, lockPath, parseLock, renderLock } from "./lock.ts";
import { listFiles } from "./tree.ts";

/** A file that is not what it should be. */
export interface Drift {
  /** What happened to it: it differs, it is not there, or it should not be there. */
  readonly kind: "changed" | "missing" | "unexpected";
  /** From the root. */
  readonly path: string;
}

/**
 * Compares the committed files with what a generation gave.
 *
 * @param expected - the generated files' texts by path
 * @returns the differences, by path
 */
export async function findDrift(expected: ReadonlyMap<string, string>): Promise<Drift[]> {
  const actual = await readGenerated();
  const lock = await readLockText();
  if (lock !== undefined) {
    actual.set(lockPath, lock);
  }
  return compare(Object.fromEntries(expected), Object.fromEntries(actual));
}

/**
 * Compares the committed lock with one made of the files as they are now.
 *
 * @returns the differences, inputs before outputs; the lock itself where it is not one that a generation wrote
 */
export async function compareWithLock(current: GenerationLock): Promise<Drift[]> {
  const text = await readLockText();
  if (text === undefined) {
    return [{ kind: "missing", path: lockPath }];
  }
  const committed = parseLock(text);
  if (committed === undefined || renderLock(committed) !== text) {
    return [{ kind: "changed", path: lockPath }];
  }
  return (["inputs", "tools", "outputs"] as const).flatMap((part) => compare(committed[part], current[part]));
}

/** Reads the generated files as they are now: texts by path. */
export async function readGenerated(): Promise<Map<string, string>> {
  const paths = (await Promise.all(generatedFolders.map(listFiles))).flat();
  const texts = paths.map(
    async (path): Promise<[string, string]> => [path, await readFile(join(root, path), "utf8")],
  );
  return new Map(await Promise.all(texts));
}

/** Reads the committed lock; `undefined` where there is none. */
async function readLockText(): Promise<string | undefined> {
  const file = join(root, lockPath);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}

/** Compares texts or digests by path. */
function compare(
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): Drift[] {
  const paths = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return paths
    .filter((path) => expected[path] !== actual[path])
    .map((path) => ({ kind: describeChange(expected[path], actual[path]), path }));
}

function describeChange(expected: string | undefined, actual: string | undefined): Drift["kind"] {
  if (expected === undefined) {
    return "unexpected";
  }
  return actual === undefined ? "missing" : "changed";
}
