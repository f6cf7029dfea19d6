import { type Bumps, bumps as bumpOrder, type PackageKey, packageKeys } from "@eks-auth/codegen/semver";
import { CommandError } from "@eks-auth/codegen/terminal";
import { writeProgram } from "./call-program.ts";
import type { InvalidChange, ModelChange } from "./catalogue/change.ts";
import { bases } from "./catalogue/starting-models.ts";
import { countLines, type LineCount } from "./count-lines.ts";
import type { EvolvingCopy } from "./model-copy.ts";
import type { Result } from "./run-catalogue.ts";
import type { TypeChecker } from "./type-checker.ts";

/** What of a result a change's steps find out. */
type Findings = Pick<Result, "forced" | "broke" | "lines" | "problems">;

const program = "evolving/program.ts";

/**
 * Changes the model of a copy, and follows the change to a call over HTTP.
 *
 * @param copy - in the state of the change's base
 * @param before - the texts of that state, by path
 * @param show - is told each step
 * @throws CommandError where the change doesn't fit the model
 */
export async function attemptChange(
  change: ModelChange,
  copy: EvolvingCopy,
  before: ReadonlyMap<string, string>,
  checker: TypeChecker,
  show: (step: string) => void,
): Promise<Findings> {
  await copy.edit(change.edits, change.name);
  show("generating");
  const { exitCode, stderr } = await copy.run(["scripts/generate.ts"]);
  if (exitCode !== 0) {
    return { broke: [], problems: [`the generator refuses it: ${stderr}`] };
  }
  const lines = countGenerated(before, await copy.snapshot());
  const forced = await readForcedBumps(copy);
  const wrong = compareBumps(change.bumps, forced);
  show("building");
  const unbuilt = await buildPackages(copy);
  if (unbuilt.length > 0) {
    return { forced, lines, broke: [], problems: [...wrong, ...unbuilt] };
  }
  show("checking types");
  const broke = await findBrokenUsers(change, copy, checker);
  const problems = [
    ...wrong,
    ...broke
      .filter((key) => forced[key] !== "major")
      .map((key) => `${key} breaks its users, and is no major change`),
    ...packageKeys.flatMap((key) => checker.checkPackage(`packages/${key}`)),
  ];
  show("calling");
  return { forced, lines, broke, problems: [...problems, ...(await call(change, copy, checker))] };
}

function countGenerated(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): LineCount {
  const generated = (files: ReadonlyMap<string, string>) =>
    new Map([...files].filter(([path]) => path.includes("/gen/")));
  return countLines(generated(before), generated(after));
}

function compareBumps(expected: Bumps, forced: Bumps): string[] {
  return packageKeys
    .filter((key) => expected[key] !== forced[key])
    .map((key) => {
      const large = bumpOrder.indexOf(forced[key]) > bumpOrder.indexOf(expected[key]);
      return `${key}: model:diff forces ${forced[key]}, which is too ${large ? "large" : "small"}: ${expected[key]} was expected`;
    });
}

/** Compiles what used the packages before the change. */
async function findBrokenUsers(
  { base = "own" }: ModelChange,
  copy: EvolvingCopy,
  checker: TypeChecker,
): Promise<PackageKey[]> {
  const broke: PackageKey[] = [];
  for (const key of packageKeys) {
    const file = `evolving/before-${key}.ts`;
    await copy.write(file, bases[base].users[key]);
    if (checker.checkProgram(file).length > 0) {
      broke.push(key);
    }
  }
  return broke;
}

/** Compiles and runs what uses the packages after the change. */
async function call(change: ModelChange, copy: EvolvingCopy, checker: TypeChecker): Promise<string[]> {
  await copy.write(program, writeProgram(change));
  const errors = checker.checkProgram(program);
  if (errors.length > 0) {
    return errors.map((error) => `the program that uses the change: ${error}`);
  }
  const { exitCode, stdout, stderr } = await copy.run([program]);
  return exitCode === 0 ? [] : [`the call failed: ${stdout}${stderr}`];
}

/**
 * Gives a copy a model that has to be refused.
 *
 * @param copy - in the state of our own model
 * @returns what is not as it should be: the model is taken, the message doesn't help, or a file is not what it was
 * @throws CommandError where the change doesn't fit the model
 */
export async function attemptInvalid(change: InvalidChange, copy: EvolvingCopy): Promise<string[]> {
  await copy.edit(change.edits, change.name);
  const before = await copy.snapshot();
  const { exitCode, stdout, stderr } = await copy.run(["scripts/generate.ts"]);
  const after = await copy.snapshot();
  if (exitCode === 0) {
    return [`it was taken: ${stdout.trim()}`];
  }
  // A crash has no such first word.
  const unsaid = [/^error: /, ...change.says].filter((words) => !words.test(stderr));
  const paths = new Set([...before.keys(), ...after.keys()]);
  const left = [...paths].filter((path) => before.get(path) !== after.get(path));
  return [
    ...unsaid.map((words) => `${words} is not in the message: ${stderr.trim()}`),
    ...left.map((path) => `${path} is not what it was`),
  ];
}

/**
 * Builds the three packages of a copy.
 *
 * @returns what a failing build printed; empty where all went well
 */
async function buildPackages(copy: EvolvingCopy): Promise<string[]> {
  const builds = packageKeys.map(async (key) => {
    const args = ["node_modules/tsdown/dist/run.mjs", "--logLevel", "warn"];
    const { exitCode, stdout, stderr } = await copy.run(args, `packages/${key}`);
    return exitCode === 0 ? [] : [`${key} can't be built: ${stdout}${stderr}`];
  });
  return (await Promise.all(builds)).flat();
}

/**
 * Asks the copy's `model:diff` which bumps the change forces. It reads what is generated: without Java it need not run
 * Smithy once more.
 *
 * @throws CommandError where the command fails
 */
async function readForcedBumps(copy: EvolvingCopy): Promise<Bumps> {
  const script = "scripts/model-diff.ts";
  const { exitCode, stdout, stderr } = await copy.run([script, "--json"], "", { JAVA_HOME: "/no/java" });
  if (exitCode !== 0) {
    throw new CommandError(`model:diff failed in the copy: ${stderr}`);
  }
  return JSON.parse(stdout).required;
}
