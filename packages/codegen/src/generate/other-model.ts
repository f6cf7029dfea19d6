import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import {
  createTarget,
  type Generation,
  packageFolders,
  packageName,
  type Target,
  type TargetOptions,
} from "../emit/target.ts";
import { readModelSource } from "../smithy/model-source.ts";
import { findDependencies } from "../starter/manifest.ts";
import { createStarter } from "../starter/starter.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import { findDrift, readGenerated } from "./drift.ts";
import { generateFiles, type Prepare } from "./generate.ts";
import { writeFiles } from "./write-files.ts";

/**
 * Generates the packages of another model, and prints a summary. Hand-written files are created only for new packages.
 * Nothing is written if a step fails.
 *
 * @returns the exit code, 0
 * @throws CommandError if the model is not valid or can't be generated, or the folder belongs to something else
 */
export async function generateOtherModel(
  options: TargetOptions,
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  const target = createTarget(options);
  await requireExpectedPackages(target);
  await requireOutputOutsideModel(target);
  const generation = await generateFiles(progress, target, prepare);
  const starter = await createStarter(generation, target);
  const missing = await findMissingDependencies(generation, target);
  const files = new Map([...generation.files, ...starter]);
  const actual = await readGenerated(target);
  const drift = findDrift(Object.fromEntries(files), Object.fromEntries(actual));
  progress.show("Writing files");
  await generation.times.measure("writing", () => writeFiles(target.base, files, drift));
  progress.clear();
  process.stdout.write(
    [
      `Generated ${generation.files.size} files in ${target.base}, ${drift.length - starter.size} of them changed.`,
      ...generation.notices,
      ...(starter.size === 0 ? [] : describeStarter([...starter.keys()])),
      ...missing.map((line) => `To do: ${line}`),
      generation.times.format(),
      "",
    ].join("\n"),
  );
  return 0;
}

function describeStarter(paths: readonly string[]): string[] {
  const install = paths.includes("package.json")
    ? "Next: run npm install && npm run build && npm test in that folder."
    : "Next: add the packages' folders to the workspaces in your package.json, then run npm install.";
  return ["Created once, yours to edit:", ...paths.map((path) => `  ${path}`), install];
}

/** Makes sure that existing packages have the expected names, because their `src/gen` is replaced. */
async function requireExpectedPackages(target: Target): Promise<void> {
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
    throw new CommandError(`${file} is not valid JSON: ${(error as Error).message}. Fix it.`);
  }
}

/** Smithy reads JSON files too, so it would read the generated model as part of the model. */
async function requireOutputOutsideModel({ model, base }: Target): Promise<void> {
  const { sources, imports } = await readModelSource(model);
  const around = [...sources, ...imports].find((path) => !relative(path, base).split(sep).includes(".."));
  if (around !== undefined) {
    throw new CommandError(`${base} is in ${around}, which Smithy reads as the model. Choose another --out.`);
  }
}

/**
 * Finds packages that generated files import, but an existing package.json doesn't list. The command doesn't change such a
 * file, because it belongs to the user.
 *
 * @returns an instruction for each
 */
async function findMissingDependencies(generation: Generation, target: Target): Promise<string[]> {
  const existing = packageFolders.filter((folder) => existsSync(join(target.base, folder, "package.json")));
  const missing = existing.map(async (folder) => {
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
