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
  const drift: Drift[] = [];
  for (const [path, text] of expected) {
    const file = join(root, path);
    if (!existsSync(file)) {
      drift.push({ kind: "missing", path });
    } else if ((await readFile(file, "utf8")) !== text) {
      drift.push({ kind: "changed", path });
    }
  }
  for (const path of await listGenerated()) {
    if (!expected.has(path)) {
      drift.push({ kind: "unexpected", path });
    }
  }
  return drift.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Compares the committed lock with one made of the files as they are now.
 *
 * @returns the differences, inputs before outputs; the lock itself where it is not one that a generation wrote
 */
export async function compareWithLock(current: GenerationLock): Promise<Drift[]> {
  const file = join(root, lockPath);
  if (!existsSync(file)) {
    return [{ kind: "missing", path: lockPath }];
  }
  const text = await readFile(file, "utf8");
  const committed = parseLock(text);
  if (committed === undefined || renderLock(committed) !== text) {
    return [{ kind: "changed", path: lockPath }];
  }
  return (["inputs", "tools", "outputs"] as const).flatMap((part) =>
    compareDigests(committed[part], current[part]),
  );
}

/** Reads the generated files as they are now: texts by path. */
export async function readGenerated(): Promise<Map<string, string>> {
  const paths = await listGenerated();
  const texts = paths.map(
    async (path): Promise<[string, string]> => [path, await readFile(join(root, path), "utf8")],
  );
  return new Map(await Promise.all(texts));
}

async function listGenerated(): Promise<string[]> {
  return (await Promise.all(generatedFolders.map(listFiles))).flat();
}

function compareDigests(
  committed: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): Drift[] {
  const paths = [...new Set([...Object.keys(committed), ...Object.keys(current)])].sort();
  return paths
    .filter((path) => committed[path] !== current[path])
    .map((path) => ({ kind: describeChange(committed[path], current[path]), path }));
}

function describeChange(committed: string | undefined, current: string | undefined): Drift["kind"] {
  if (committed === undefined) {
    return "unexpected";
  }
  return current === undefined ? "missing" : "changed";
}
