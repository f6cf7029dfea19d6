import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import type { OnProgress } from "../benchmark.ts";
import { type Summary, summarize, summarizeParts } from "../measure/statistics.ts";
import { type Cycle, Watch } from "./watch.ts";

/** How much to measure. */
export interface GenerateTimesPlan {
  /** Runs of `npm run generate` without a change. */
  readonly idleRuns: number;
  /** Changes of the model. */
  readonly changes: number;
}

/** How long `npm run generate` takes, in seconds. */
export interface GenerateTimes {
  /** Without a change, as a whole process. No JVM is started. */
  readonly idle: Summary;
  readonly change: ChangeTimes;
}

/** The time from saving the model to rebuilt packages, in seconds: the total and its parts. */
interface ChangeTimes {
  /** Until `--watch` prints its line. */
  readonly total: Summary;
  /** The Smithy CLI, with the start of its JVM. */
  readonly smithy: Summary;
  /** Generating and formatting. */
  readonly generating: Summary;
  /** Building types, client and server. */
  readonly building: Summary;
}

const model = "model/operation.smithy";

/**
 * Measures `npm run generate` in a clone, without a change and after changes of the model.
 *
 * @throws {CommandError} if a generation fails
 */
export async function measureGenerateTimes(
  clone: RepositoryClone,
  { idleRuns, changes }: GenerateTimesPlan,
  onProgress: OnProgress,
): Promise<GenerateTimes> {
  const idle: number[] = [];
  for (let run = 0; run < idleRuns; run++) {
    onProgress(`Generating without a change, ${run + 1} of ${idleRuns}`);
    idle.push(await timeIdleRun(clone));
  }
  if ((await clone.git("status", "--porcelain")) !== "") {
    throw new CommandError("The generated files of the last commit are out of date. Run `npm run generate`.");
  }
  const text = await readFile(join(clone.path, model), "utf8");
  await using watch = await Watch.start(clone.path);
  const cycles: Record<keyof ChangeTimes, number>[] = [];
  for (let change = 0; change < changes; change++) {
    onProgress(`Changing the model, ${change + 1} of ${changes}`);
    const start = performance.now();
    // Each change adds another member: the result of the same one would come from a cache.
    await writeFile(join(clone.path, model), addMember(text, `nickname${change}`));
    const cycle: Cycle = await watch.nextCycle();
    cycles.push({ total: (performance.now() - start) / 1000, ...cycle });
  }
  return { idle: summarize(idle), change: summarizeParts(cycles) };
}

async function timeIdleRun(clone: RepositoryClone): Promise<number> {
  const start = performance.now();
  await clone.run("npm", ["run", "generate"]);
  return (performance.now() - start) / 1000;
}

function addMember(text: string, name: string): string {
  const member = `    /// A short name.\n    ${name}: String\n`;
  return text.replace("structure Subject {", `structure Subject {\n${member}`);
}
