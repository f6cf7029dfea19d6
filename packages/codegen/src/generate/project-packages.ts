import { type Generation, projectTarget, type Target } from "../emit/target.ts";
import { forEachProject } from "../project/for-each-project.ts";
import type { Project } from "../project/project.ts";
import { describeMissing, findMissingDependencies, type MissingDependency } from "../starter/dependencies.ts";
import { describeStarter } from "../starter/describe-starter.ts";
import { createStarter } from "../starter/starter.ts";
import { isToolUnavailable } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import { PhaseTimes } from "../terminal/phase-times.ts";
import { compareWithGeneration, compareWithLock, type Drift, readGenerated } from "./drift.ts";
import { requireExpectedPackages } from "./existing-packages.ts";
import { requireOwnPages } from "./existing-pages.ts";
import { generateFiles, generateTargets, type Prepare } from "./generate.ts";
import { writeFiles } from "./write-files.ts";

/** The result of {@link updatePackages} and {@link generatePackages}. */
export interface Update {
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
  return generatePackages(project, projectTarget(project), progress, prepare);
}

/**
 * Generates the packages of a project and writes the files that changed. It writes nothing if a step fails.
 *
 * @param target - the project's, which can have another work folder
 * @param created - other files to create: texts by path from the project's folder
 * @throws CommandError if a step fails
 */
export async function generatePackages(
  project: Project,
  target: Target,
  progress: Progress,
  prepare?: Prepare,
  created?: ReadonlyMap<string, string>,
): Promise<Update> {
  await Promise.all([requireExpectedPackages(target), requireOwnPages(target)]);
  const generation = await generateFiles(progress, target, prepare);
  return writeGeneration(project, target, generation, progress, created);
}

async function writeGeneration(
  project: Project,
  target: Target,
  generation: Generation,
  progress: Progress,
  created: ReadonlyMap<string, string> = new Map(),
): Promise<Update> {
  const { files, drift } = await compareWithGeneration(project, generation.files);
  const starter = new Map([...(await createStarter(generation, target)), ...created]);
  const missing = await findMissingDependencies(generation.files, target, generation);
  const absent = [...starter.keys()].map((path): Drift => ({ kind: "missing", path }));
  progress.show("Writing files");
  const all = new Map([...files, ...starter]);
  await generation.times.measure("writing", () => writeFiles(project.folder, all, [...drift, ...absent]));
  progress.clear();
  return {
    count: files.size,
    changed: drift.length,
    times: generation.times,
    notices: [
      ...generation.notices,
      ...describeStarter([...starter.keys()]),
      ...missing.map((each) => `To do: ${describeMissing(each)}`),
    ],
  };
}

/**
 * Updates the packages of projects and prints a summary for each. It generates nothing for a project if the digests say that
 * nothing changed, and writes nothing if the generation of a project fails.
 *
 * @returns the exit code, 0
 * @throws CommandError if a step fails
 */
export async function regenerate(
  projects: readonly Project[],
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  const states = await Promise.all(
    projects.map(async (project) => ({ project, last: await compareWithLock(project) })),
  );
  const changed = states.filter(({ last }) => last.drift.length > 0).map(({ project }) => project);
  const targets = changed.map(projectTarget);
  await Promise.all(targets.flatMap((target) => [requireExpectedPackages(target), requireOwnPages(target)]));
  const generations = changed.length === 0 ? [] : await generateTargets(progress, targets, prepare);
  return forEachProject(projects, async (project, index) => {
    const position = changed.indexOf(project);
    const [target, generation] = [targets[position], generations[position]];
    if (target === undefined || generation === undefined) {
      process.stdout.write(
        `Nothing to do: the ${states[index]?.last.count} generated files and their inputs are unchanged.\n`,
      );
      return 0;
    }
    const {
      count,
      changed: written,
      notices,
      times,
    } = await writeGeneration(project, target, generation, progress);
    const summary = [`Generated ${count} files, ${written} of them changed.`, ...notices, times.format()];
    process.stdout.write(`${summary.join("\n")}\n`);
    return 0;
  });
}

/**
 * Compares the committed files of projects with a new generation, and writes nothing. Without Java it compares digests with
 * those of the last generation.
 *
 * @returns the exit code: 0 if all files are up to date, otherwise 1
 */
export async function checkPackages(
  projects: readonly Project[],
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  const targets = projects.map(projectTarget);
  let generations: Generation[];
  try {
    generations = await generateTargets(progress, targets, prepare);
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    progress.clear();
    process.stdout.write(`${error.message}\nComparing digests with generated.lock.json instead.\n`);
    return forEachProject(projects, compareDigests);
  }
  progress.clear();
  return forEachProject(projects, async (project, index) => {
    const generation = generations[index] as Generation;
    const { files, drift } = await compareWithGeneration(project, generation.files);
    const missing = await findMissingDependencies(generation.files, projectTarget(project), generation);
    const success = `Regenerated in memory: all ${files.size} generated files are up to date.`;
    return report(project, drift, missing, success);
  });
}

async function compareDigests(project: Project): Promise<number> {
  const target = projectTarget(project);
  const { count, drift } = await compareWithLock(project);
  const missing = await findMissingDependencies(await readGenerated(target), target);
  const success = `Compared digests: the ${count} generated files and their inputs are unchanged.`;
  return report(project, drift, missing, success);
}

function report(
  { commandLine }: Project,
  drift: readonly Drift[],
  missing: readonly MissingDependency[],
  success: string,
): number {
  if (drift.length === 0 && missing.length === 0) {
    process.stdout.write(`${success}\n`);
    return 0;
  }
  if (drift.length > 0) {
    const lines = drift.map(({ kind, path }) => `  ${kind.padEnd(10)}  ${path}`);
    process.stderr.write(
      `error: generated files are out of date:\n${lines.join("\n")}\n` +
        `Run \`${commandLine("generate")}\` and commit the result. It needs Java 17 or newer.\n`,
    );
  }
  if (missing.length > 0) {
    const lines = missing.map((each) => `  ${describeMissing(each)}\n`);
    process.stderr.write(`error: generated files import packages that are not listed:\n${lines.join("")}`);
  }
  return 1;
}
