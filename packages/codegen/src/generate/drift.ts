import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedFolders, repositoryTarget, type Target } from "../emit/target.ts";
import { root } from "../root.ts";
import { isToolUnavailable } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import type { Prepare } from "./generate.ts";
import { generateFiles } from "./generate.ts";
import { listFiles, lockPath, makeLock, parseLock, renderLock } from "./lock.ts";

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
  const actual = await readGenerated(repositoryTarget);
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
  const outputs = await readGenerated(repositoryTarget);
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

/**
 * Compares the committed files with what the model gives, and writes nothing. Without Java it compares
 * digests: that the inputs and the outputs are those of the last generation.
 *
 * @returns the exit code: 0 where all is as it should be, else 1
 */
export async function checkGenerated(progress: Progress, prepare?: Prepare): Promise<number> {
  try {
    const { files, drift } = await compareWithGeneration(
      (await generateFiles(progress, repositoryTarget, prepare)).files,
    );
    progress.clear();
    return report(drift, `Regenerated in memory: all ${files.size} generated files are up to date.`);
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    progress.clear();
    process.stdout.write(`${error.message}\nComparing digests with generated.lock.json instead.\n`);
    const { count, drift } = await compareWithLock();
    return report(
      drift,
      `Compared digests: the ${count} generated files and all that they are made from are unchanged.`,
    );
  }
}

function report(drift: readonly Drift[], success: string): number {
  if (drift.length === 0) {
    process.stdout.write(`${success}\n`);
    return 0;
  }
  const lines = drift.map(({ kind, path }) => `  ${kind.padEnd(10)}  ${path}`);
  process.stderr.write(
    `error: generated files are out of date:\n${lines.join("\n")}\n` +
      "Run `npm run generate` and commit the result. It needs Java 17 or newer.\n",
  );
  return 1;
}
