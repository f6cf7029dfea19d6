import { SmithyUnavailable } from "../smithy/unavailable.ts";
import { compareWithGeneration, compareWithLock } from "./committed.ts";
import type { Drift } from "./drift.ts";
import { generateFiles } from "./generate-files.ts";
import type { Progress } from "./progress.ts";

/**
 * Compares the committed files with what the model gives, and writes nothing. Without Java it compares
 * digests: that the inputs and the outputs are those of the last generation.
 *
 * @returns the exit code: 0 where all is as it should be, else 1
 */
export async function checkGenerated(progress: Progress): Promise<number> {
  try {
    const { files, drift } = await compareWithGeneration((await generateFiles(progress)).files);
    progress.clear();
    return report(drift, `Regenerated in memory: all ${files.size} generated files are up to date.`);
  } catch (error) {
    if (!(error instanceof SmithyUnavailable)) {
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
