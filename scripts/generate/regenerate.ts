import { compareWithGeneration, compareWithLock } from "./committed.ts";
import { generateFiles } from "./generate-files.ts";
import type { Progress } from "./progress.ts";
import { ownTarget } from "./target.ts";
import { writeFiles } from "./write-files.ts";

/** What a regeneration did. */
export interface Regeneration {
  /** How many generated files there are. */
  readonly count: number;
  /** How many of them it changed. */
  readonly changed: number;
  /** How long the Smithy CLI took, in seconds; 0 where it was not needed. */
  readonly smithySeconds: number;
}

/**
 * Brings this repository's packages up to date and says what it did.
 *
 * @returns the exit code, 0
 */
export async function regenerate(progress: Progress): Promise<number> {
  const start = performance.now();
  const { count, changed, smithySeconds } = await updateOwnPackages(progress);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    smithySeconds === 0
      ? `Nothing to do: the ${count} generated files and all that they are made from are unchanged.\n`
      : `Generated ${count} files, ${changed} of them changed, in ${seconds.toFixed(1)} s ` +
          `(the Smithy CLI took ${smithySeconds.toFixed(1)} s of it).\n`,
  );
  return 0;
}

/**
 * Generates this repository's packages and writes what has changed, or nothing at all where a step fails. Where the
 * digests of the last generation say that nothing has changed, nothing is generated.
 *
 * @throws Failure where a step fails
 */
export async function updateOwnPackages(progress: Progress): Promise<Regeneration> {
  const last = await compareWithLock();
  if (last.drift.length === 0) {
    return { count: last.count, changed: 0, smithySeconds: 0 };
  }
  const generation = await generateFiles(progress);
  const { files, drift } = await compareWithGeneration(generation.files);
  progress.show("Writing files");
  await writeFiles(ownTarget.base, files, drift);
  progress.clear();
  return { count: files.size, changed: drift.length, smithySeconds: generation.smithySeconds };
}
