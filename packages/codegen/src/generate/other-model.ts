import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { makeTarget, packageFolders, packageName, type Target, type TargetOptions } from "../emit/target.ts";
import { readModelSource } from "../smithy/model-source.ts";
import { findDependencies } from "../starter/manifest.ts";
import { makeStarter } from "../starter/starter.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import { findDrift, readGenerated } from "./drift.ts";
import type { Prepare } from "./generate.ts";
import { type Generation, generateFiles } from "./generate.ts";
import { writeFiles } from "./write-files.ts";

/**
 * Generates the packages of another model, and says what it did. What is written by hand is made where there is no
 * package yet, and else left alone. Nothing is written where a step fails.
 *
 * @returns the exit code, 0
 * @throws CommandError where the model is not valid, can't be generated, or the folder holds something else
 */
export async function generateOtherModel(
  options: TargetOptions,
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  const target = makeTarget(options);
  await refuseForeignPackages(target);
  await refuseOutputAmongSources(target);
  const generation = await generateFiles(progress, target, prepare);
  const starter = await makeStarter(generation, target);
  const missing = await findMissingDependencies(generation, target);
  const files = new Map([...generation.files, ...starter]);
  const actual = await readGenerated(target);
  const drift = findDrift(Object.fromEntries(files), Object.fromEntries(actual));
  progress.show("Writing files");
  await writeFiles(target.base, files, drift);
  progress.clear();
  process.stdout.write(
    [
      `Generated ${generation.files.size} files below ${target.base}, ${drift.length - starter.size} of them changed.`,
      ...(starter.size === 0 ? [] : describeStarter([...starter.keys()])),
      ...missing.map((line) => `To do: ${line}`),
      "",
    ].join("\n"),
  );
  return 0;
}

function describeStarter(paths: readonly string[]): string[] {
  const install = paths.includes("package.json")
    ? "Next: npm install && npm run build && npm test, in that folder."
    : "Next: name the packages' folders as workspaces of your package.json, then npm install.";
  return ["Made, and yours from now on:", ...paths.map((path) => `  ${path}`), install];
}

/** What is in `src/gen` is replaced, so the packages had better be those that the command means. */
async function refuseForeignPackages(target: Target): Promise<void> {
  for (const folder of packageFolders) {
    const file = join(target.base, folder, "package.json");
    const wanted = packageName(target, folder);
    if (!existsSync(file)) {
      continue;
    }
    const name = await readName(file);
    if (name !== wanted) {
      throw new CommandError(
        `${file} belongs to the package ${name}, not to ${wanted}. Choose another --out, or another --scope.`,
      );
    }
  }
}

async function readName(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")).name;
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${(error as Error).message}. Mend it.`);
  }
}

/** Smithy reads JSON too: it would take the generated model for part of the model. */
async function refuseOutputAmongSources({ model, base }: Target): Promise<void> {
  const { sources, imports } = await readModelSource(model);
  const around = [...sources, ...imports].find((path) => !relative(path, base).split(sep).includes(".."));
  if (around !== undefined) {
    throw new CommandError(
      `${base} lies in ${around}, which Smithy reads as the model. Choose another --out.`,
    );
  }
}

/**
 * Finds what generated files import and the package.json beside them doesn't name: it was made for an earlier model,
 * or changed by hand, and is not ours to mend.
 *
 * @returns a sentence for each, that says what to do
 */
export async function findMissingDependencies(generation: Generation, target: Target): Promise<string[]> {
  const made = packageFolders.filter((folder) => existsSync(join(target.base, folder, "package.json")));
  const missing = made.map(async (folder) => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(
      await readFile(join(target.base, folder, "package.json"), "utf8"),
    );
    const needed = await findDependencies(folder, generation, target);
    return Object.entries(needed)
      .filter(([name]) => !(name in dependencies || name in peerDependencies))
      .map(([name, range]) => `add "${name}": "${range}" to the dependencies in ${folder}/package.json.`);
  });
  return (await Promise.all(missing)).flat();
}
