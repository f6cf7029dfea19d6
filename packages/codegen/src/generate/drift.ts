import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedFolders, projectTarget, type Target } from "../emit/target.ts";
import type { Project } from "../project/project.ts";
import { createLock, listSources, lockPath, parseLock, renderLock } from "./lock.ts";

/** A file that differs from what is expected. */
export interface Drift {
  readonly kind: "changed" | "missing" | "unexpected";
  /** The path from the base of the target. */
  readonly path: string;
}

/** Reads the committed generated files: texts by path. */
export async function readGenerated(target: Target): Promise<Map<string, string>> {
  const folders = generatedFolders(target).map((folder) => listSources(target.base, folder));
  const texts = (await Promise.all(folders))
    .flat()
    .map(async (path): Promise<[string, string]> => [path, await readFile(join(target.base, path), "utf8")]);
  return new Map(await Promise.all(texts));
}

/**
 * Compares texts or digests by path.
 *
 * @returns the differences, sorted by path
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

/**
 * Compares the generated files and the lock of a project with a generation.
 *
 * @param generated - the files' texts by path, without the lock
 * @returns the expected files, including the lock, and the differences, sorted by path
 */
export async function compareWithGeneration(
  project: Project,
  generated: ReadonlyMap<string, string>,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly drift: readonly Drift[] }> {
  const files = new Map([...generated, [lockPath, renderLock(await createLock(project, generated))]]);
  const actual = await readGenerated(projectTarget(project));
  const lock = await readLockText(project);
  if (lock !== undefined) {
    actual.set(lockPath, lock);
  }
  return { files, drift: findDrift(Object.fromEntries(files), Object.fromEntries(actual)) };
}

/**
 * Compares the digests of a project's generated files and of their inputs with the lock. This needs neither Java nor
 * a generation.
 *
 * @returns the number of generated files, and the differences, inputs first. If the lock is missing or damaged, it is the
 *   only difference
 */
export async function compareWithLock(project: Project): Promise<{
  readonly count: number;
  readonly drift: readonly Drift[];
}> {
  const outputs = await readGenerated(projectTarget(project));
  const count = outputs.size;
  const text = await readLockText(project);
  if (text === undefined) {
    return { count, drift: [{ kind: "missing", path: lockPath }] };
  }
  const committed = parseLock(text);
  if (committed === undefined || renderLock(committed) !== text) {
    return { count, drift: [{ kind: "changed", path: lockPath }] };
  }
  const current = await createLock(project, outputs);
  const parts = ["inputs", "tools", "outputs"] as const;
  return { count, drift: parts.flatMap((part) => findDrift(committed[part], current[part])) };
}

/**
 * Finds the files of the model, the settings and the generator that are not those of the last successful generation.
 *
 * @returns their paths; empty if the lock is missing or damaged
 */
export async function findChangedInputs(project: Project): Promise<string[]> {
  const committed = parseLock((await readLockText(project)) ?? "");
  if (committed === undefined) {
    return [];
  }
  const { inputs } = await createLock(project, new Map());
  return findDrift(committed.inputs, inputs).map(({ path }) => path);
}

async function readLockText({ folder }: Project): Promise<string | undefined> {
  const file = join(folder, lockPath);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}
