import { relative, sep } from "node:path";
import { createTarget, type Target, type TargetOptions } from "../emit/target.ts";
import { readModelSource } from "../smithy/model-source.ts";
import { describeMissing, findMissingDependencies } from "../starter/dependencies.ts";
import { describeStarter } from "../starter/describe-starter.ts";
import { createStarter } from "../starter/starter.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import { findDrift, readGenerated } from "./drift.ts";
import { requireExpectedPackages } from "./existing-packages.ts";
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
  const missing = await findMissingDependencies(generation.files, target, generation);
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
      ...describeStarter([...starter.keys()]),
      ...missing.map((each) => `To do: ${describeMissing(each)}`),
      generation.times.format(),
      "",
    ].join("\n"),
  );
  return 0;
}

/** Smithy reads JSON files too, so it would read the generated model as part of the model. */
async function requireOutputOutsideModel({ model, base }: Target): Promise<void> {
  const { sources, imports } = await readModelSource(model);
  const around = [...sources, ...imports].find((path) => !relative(path, base).split(sep).includes(".."));
  if (around !== undefined) {
    throw new CommandError(`${base} is in ${around}, which Smithy reads as the model. Choose another --out.`);
  }
}
