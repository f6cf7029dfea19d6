import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedFolders, type Target } from "./target.ts";
import { listFiles } from "./tree.ts";

/** A file that is not what it should be. */
export interface Drift {
  /** What happened to it: it differs, it is not there, or it should not be there. */
  readonly kind: "changed" | "missing" | "unexpected";
  /** From the base of the target. */
  readonly path: string;
}

/** Reads the generated files as they are now: texts by path. */
export async function readGenerated(target: Target): Promise<Map<string, string>> {
  const folders = generatedFolders(target).map((folder) => listFiles(target.base, folder));
  const texts = (await Promise.all(folders))
    .flat()
    .map(async (path): Promise<[string, string]> => [path, await readFile(join(target.base, path), "utf8")]);
  return new Map(await Promise.all(texts));
}

/**
 * Compares texts or digests by path.
 *
 * @returns the differences, by path
 */
export function findDrift(
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
