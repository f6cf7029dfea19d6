import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { findSmithyObstacle } from "./smithy-obstacle.ts";

const execute = promisify(execFile);
const stubProbe = fileURLToPath(new URL("./stub-probe.ts", import.meta.url));
const packagesProbe = fileURLToPath(new URL("./packages-probe.ts", import.meta.url));
const conformanceModels = join(root, "tests/conformance/build/models");

/** How long something takes to generate, or why that isn't known. */
export type GenerationTime =
  | { readonly title: string; readonly milliseconds: Summary }
  | { readonly title: string; readonly obstacle: string };

/**
 * Measures the generator, in fresh processes: the stub of our model and of the official tests' models, each from its
 * JSON AST, and all that `npm run generate` makes, from the Smithy model.
 *
 * @param runs - how often to run each
 * @throws CommandError where the generator fails
 */
export async function measureGeneration(runs: number): Promise<GenerationTime[]> {
  return [
    await measureStub("stub of our model", join(root, "packages/types/src/gen/model.json"), runs),
    await measureStub("stub of the official RestJson tests", join(conformanceModels, "RestJson.json"), runs),
    await measureStub(
      "stub of the official RestJsonValidation tests",
      join(conformanceModels, "RestJsonValidation.json"),
      runs,
    ),
    await measurePackages("npm run generate: all packages, the Smithy CLI included", runs),
  ];
}

async function measureStub(title: string, model: string, runs: number): Promise<GenerationTime> {
  return existsSync(model)
    ? { title, milliseconds: await timeProbe(title, [stubProbe, model], runs) }
    : { title, obstacle: "its model isn't there: `npm run conformance` makes it, with Java and Maven." };
}

async function measurePackages(title: string, runs: number): Promise<GenerationTime> {
  const obstacle = await findSmithyObstacle();
  return obstacle === undefined
    ? { title, milliseconds: await timeProbe(title, [packagesProbe], runs) }
    : { title, obstacle };
}

async function timeProbe(title: string, args: readonly string[], runs: number): Promise<Summary> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    try {
      times.push(Number((await execute(process.execPath, args, { cwd: root })).stdout));
    } catch (error) {
      const { stderr = "" } = error as { stderr?: string };
      throw new CommandError(`The generator failed (${title}):\n\n${stderr.trim() || String(error)}`);
    }
  }
  return summarize(times);
}
