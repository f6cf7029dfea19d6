import { projectTarget } from "../emit/target.ts";
import type { Project } from "../project/project.ts";
import { isToolUnavailable } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import { PhaseTimes } from "../terminal/phase-times.ts";
import { compareWithGeneration, compareWithLock, type Drift } from "./drift.ts";
import { generateFiles, type Prepare } from "./generate.ts";
import { writeFiles } from "./write-files.ts";

/** The result of {@link updatePackages}. */
interface Update {
  /** The number of generated files. */
  readonly count: number;
  /** The number of files that it changed. */
  readonly changed: number;
  /** The seconds of each phase; no phases if nothing was generated. */
  readonly times: PhaseTimes;
  /** What of the model was left out: one line for each kind. */
  readonly notices: readonly string[];
}

/**
 * Generates the packages of a project and writes the files that changed. It generates nothing if the digests say that
 * nothing changed, and writes nothing if a step fails.
 *
 * @throws CommandError if a step fails
 */
export async function updatePackages(
  project: Project,
  progress: Progress,
  prepare?: Prepare,
): Promise<Update> {
  const last = await compareWithLock(project);
  if (last.drift.length === 0) {
    return { count: last.count, changed: 0, times: new PhaseTimes(), notices: [] };
  }
  const generation = await generateFiles(progress, projectTarget(project), prepare);
  const { files, drift } = await compareWithGeneration(project, generation.files);
  progress.show("Writing files");
  const { times, notices } = generation;
  await times.measure("writing", () => writeFiles(project.folder, files, drift));
  progress.clear();
  return { count: files.size, changed: drift.length, times, notices };
}

/**
 * Updates the packages of a project and prints a summary.
 *
 * @returns the exit code, 0
 */
export async function regenerate(project: Project, progress: Progress, prepare?: Prepare): Promise<number> {
  const { count, changed, times, notices } = await updatePackages(project, progress, prepare);
  const summary = times.isEmpty
    ? [`Nothing to do: the ${count} generated files and their inputs are unchanged.`]
    : [`Generated ${count} files, ${changed} of them changed.`, ...notices, times.format()];
  process.stdout.write(`${summary.join("\n")}\n`);
  return 0;
}

/**
 * Compares the committed files with a new generation, and writes nothing. Without Java it compares digests with those of
 * the last generation.
 *
 * @returns the exit code: 0 if all files are up to date, otherwise 1
 */
export async function checkPackages(
  project: Project,
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  try {
    const generation = await generateFiles(progress, projectTarget(project), prepare);
    const { files, drift } = await compareWithGeneration(project, generation.files);
    progress.clear();
    return report(project, drift, `Regenerated in memory: all ${files.size} generated files are up to date.`);
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    progress.clear();
    process.stdout.write(`${error.message}\nComparing digests with generated.lock.json instead.\n`);
    const { count, drift } = await compareWithLock(project);
    return report(
      project,
      drift,
      `Compared digests: the ${count} generated files and their inputs are unchanged.`,
    );
  }
}

function report({ commandLine }: Project, drift: readonly Drift[], success: string): number {
  if (drift.length === 0) {
    process.stdout.write(`${success}\n`);
    return 0;
  }
  const lines = drift.map(({ kind, path }) => `  ${kind.padEnd(10)}  ${path}`);
  process.stderr.write(
    `error: generated files are out of date:\n${lines.join("\n")}\n` +
      `Run \`${commandLine("generate")}\` and commit the result. It needs Java 17 or newer.\n`,
  );
  return 1;
}
