import { type Bumps, bumps as bumpOrder, type PackageKey, packageKeys } from "@eks-auth/codegen/semver";
import { bases } from "../catalogue/bases.ts";
import type { ModelChange } from "../catalogue/change.ts";
import { countLines, type LineCount } from "../copy/count-lines.ts";
import type { EvolvingCopy } from "../copy/evolving-copy.ts";
import { buildPackages } from "./build-packages.ts";
import { readForcedBumps } from "./force-bumps.ts";
import { writeProgram } from "./program.ts";
import type { Result } from "./result.ts";
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
