import { type Bumps, bumps as bumpOrder, type PackageKey, packageKeys } from "@eks-auth/codegen/semver";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { FileState, RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import { buildPackages } from "./build-packages.ts";
import { writeCallProgram } from "./call-program.ts";
import type { InvalidChange, ModelChange } from "./catalogue/change.ts";
import { startingModels } from "./catalogue/starting-models.ts";
import { countLines, type LineCount } from "./count-lines.ts";
import { describeSides, packageOf, runMixedCalls } from "./mixed-calls.ts";
import { editModel } from "./model-copy.ts";
import type { Result } from "./run-catalogue.ts";
import type { TypeChecker } from "./type-checker.ts";

/** The part of a result that the steps of a change find out. */
type Findings = Pick<Result, "requiredBumps" | "brokenPackages" | "failing" | "lines" | "problems">;

const program = "evolution/program.ts";

/**
 * Changes the model of a copy and follows the change to a call over HTTP.
 *
 * @param copy - in the state of the change's starting model
 * @param before - the files of that state
 * @param onProgress - called with each step
 * @throws {CommandError} if the change does not match the model
 */
export async function attemptChange(
  change: ModelChange,
  copy: RepositoryCopy,
  before: ReadonlyMap<string, FileState>,
  checker: TypeChecker,
  onProgress: (step: string) => void,
): Promise<Findings> {
  await editModel(copy, change.edits, change.name);
  onProgress("generating");
  const { exitCode, stderr } = await copy.run("scripts/generate.ts");
  if (exitCode !== 0) {
    return { brokenPackages: [], failing: [], problems: [`the generator rejects the model: ${stderr}`] };
  }
  const lines = countGeneratedLines(before, await copy.snapshot());
  const requiredBumps = await readRequiredBumps(copy);
  const wrongBumps = compareBumps(change.bumps, requiredBumps);
  onProgress("building");
  const buildErrors = await buildPackages(copy);
  if (buildErrors.length > 0) {
    return {
      requiredBumps,
      lines,
      brokenPackages: [],
      failing: [],
      problems: [...wrongBumps, ...buildErrors],
    };
  }
  onProgress("checking types");
  const brokenPackages = await findBrokenPackages(change, copy, checker);
  const problems = [
    ...wrongBumps,
    ...brokenPackages
      .filter((key) => requiredBumps[key] !== "major")
      .map((key) => `${key}: programs no longer compile, but model:diff requires no major bump`),
    ...packageKeys.flatMap((key) => checker.checkPackage(`packages/${key}`)),
  ];
  onProgress("calling");
  const callErrors = await call(change, copy, checker);
  onProgress("calling between versions");
  const mixed = await runMixedCalls(change, copy);
  const tooSmall = mixed.failing
    .filter((failure) => requiredBumps[packageOf(failure)] !== "major")
    .map(
      (failure) =>
        `${packageOf(failure)}: ${describeSides(failure)} fails, but model:diff requires no major bump`,
    );
  return {
    requiredBumps,
    lines,
    brokenPackages,
    failing: [...new Set(mixed.failing.map(({ direction }) => direction))],
    problems: [...problems, ...callErrors, ...mixed.problems, ...tooSmall],
  };
}

function countGeneratedLines(
  before: ReadonlyMap<string, FileState>,
  after: ReadonlyMap<string, FileState>,
): LineCount {
  const generated = (files: ReadonlyMap<string, FileState>) =>
    new Map(
      [...files].filter(([path]) => path.includes("/gen/")).map(([path, { content }]) => [path, content]),
    );
  return countLines(generated(before), generated(after));
}

function compareBumps(expected: Bumps, required: Bumps): string[] {
  return packageKeys
    .filter((key) => expected[key] !== required[key])
    .map((key) => {
      const size =
        bumpOrder.indexOf(required[key]) > bumpOrder.indexOf(expected[key]) ? "too large" : "too small";
      return `${key}: the bump ${required[key]} of model:diff is ${size}; expected ${expected[key]}`;
    });
}

/** Compiles the programs that used the packages before the change. */
async function findBrokenPackages(
  { startingModel = "own" }: ModelChange,
  copy: RepositoryCopy,
  checker: TypeChecker,
): Promise<PackageKey[]> {
  const broken: PackageKey[] = [];
  for (const key of packageKeys) {
    const file = `evolution/before-${key}.ts`;
    await copy.write(file, startingModels[startingModel].users[key]);
    if (checker.checkProgram(file).length > 0) {
      broken.push(key);
    }
  }
  return broken;
}

/** Compiles and runs the program that uses the packages after the change. */
async function call(change: ModelChange, copy: RepositoryCopy, checker: TypeChecker): Promise<string[]> {
  await copy.write(program, writeCallProgram(change));
  const errors = checker.checkProgram(program);
  if (errors.length > 0) {
    return errors.map((error) => `the program that uses the change does not compile: ${error}`);
  }
  const { exitCode, stdout, stderr } = await copy.run(program);
  return exitCode === 0 ? [] : [`the call failed: ${stdout}${stderr}`];
}

/**
 * Checks that the generator rejects a model and writes nothing.
 *
 * @param copy - in the state of this repository's model
 * @returns the problems: the model is accepted, the message lacks something, or a file changed
 * @throws {CommandError} if the change does not match the model
 */
export async function attemptInvalid(change: InvalidChange, copy: RepositoryCopy): Promise<string[]> {
  await editModel(copy, change.edits, change.name);
  const before = await copy.snapshot();
  const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts");
  const after = await copy.snapshot();
  if (exitCode === 0) {
    return [`the generator accepts the model: ${stdout.trim()}`];
  }
  // The output of a crash has no such prefix.
  const missing = [/^error: /, ...change.expectedMessages].filter((message) => !message.test(stderr));
  const paths = new Set([...before.keys(), ...after.keys()]);
  const changed = [...paths].filter((path) => before.get(path)?.content !== after.get(path)?.content);
  return [
    ...missing.map((message) => `the error message does not match ${message}: ${stderr.trim()}`),
    ...changed.map((path) => `the failed generation changed ${path}`),
  ];
}

/**
 * Reads the bumps that `model:diff` requires. The command reads the generated model: without Java it does not run
 * Smithy again.
 *
 * @throws {CommandError} if the command fails
 */
async function readRequiredBumps(copy: RepositoryCopy): Promise<Bumps> {
  const env = cleanEnvironment({ JAVA_HOME: "/no/java" });
  const { exitCode, stdout, stderr } = await copy.run("scripts/model-diff.ts", ["--json"], { env });
  if (exitCode !== 0) {
    throw new CommandError(`model:diff failed in the copy: ${stderr}`);
  }
  return JSON.parse(stdout).required;
}
