import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildFolder } from "@eks-auth/conformance/official/build-models";
import { root } from "@eks-auth/test-kit/repository";
import { runProbe } from "../measure/program-process.ts";
import { type Summary, summarize } from "../measure/statistics.ts";
import { findSmithyProblem } from "./official.ts";

/** How long a generation takes, or the reason why it is not available. */
export type GenerationTime = { readonly title: string } & (
  | { readonly milliseconds: Summary }
  | { readonly reason: string }
);

/**
 * Measures the generator in fresh processes: stubs from the JSON AST of three models, and all of `npm run generate`.
 *
 * @param runs - how many runs of each
 * @throws {ProgramError} if the generator fails
 */
export async function measureGeneration(runs: number): Promise<GenerationTime[]> {
  return [
    await timeStub("stub of our model", join(root, "packages/types/src/gen/model.json"), runs),
    await timeStub("stub of the official RestJson tests", locateModel("RestJson"), runs),
    await timeStub("stub of the official RestJsonValidation tests", locateModel("RestJsonValidation"), runs),
    await timePackages("npm run generate: all packages, the Smithy CLI included", runs),
  ];
}

function locateModel(name: string): string {
  return join(buildFolder, `models/${name}.json`);
}

async function timeStub(title: string, model: string, runs: number): Promise<GenerationTime> {
  return existsSync(model)
    ? { title, milliseconds: await timeProbe("stub-probe.ts", [model], runs) }
    : { title, reason: "its model is missing. Run `npm run conformance`, with Java and Maven." };
}

async function timePackages(title: string, runs: number): Promise<GenerationTime> {
  const reason = await findSmithyProblem();
  return reason === undefined
    ? { title, milliseconds: await timeProbe("packages-probe.ts", [], runs) }
    : { title, reason };
}

async function timeProbe(probe: string, args: readonly string[], runs: number): Promise<Summary> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    times.push(Number(await runProbe(`generate/${probe}`, args)));
  }
  return summarize(times);
}
