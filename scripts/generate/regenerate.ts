import { findDrift } from "./drift.ts";
import { generateFiles } from "./generate-files.ts";
import type { Progress } from "./progress.ts";
import { writeFiles } from "./write-files.ts";

/**
 * Generates everything and writes what has changed, or nothing at all where a step fails.
 *
 * @returns the exit code, 0
 */
export async function regenerate(progress: Progress): Promise<number> {
  const start = performance.now();
  const { files, smithySeconds } = await generateFiles(progress);
  const drift = await findDrift(files);
  progress.show("Writing files");
  await writeFiles(files, drift);
  progress.clear();
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    `Generated ${files.size} files, ${drift.length} of them changed, in ${seconds.toFixed(1)} s ` +
      `(the Smithy CLI took ${smithySeconds.toFixed(1)} s of it).\n`,
  );
  return 0;
}
