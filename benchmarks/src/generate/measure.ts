import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { describeMachine } from "../measure/machine.ts";
import { type Summary, summarize } from "../measure/statistics.ts";
import { findSmithyObstacle } from "../server/generation/smithy-obstacle.ts";
import type { Plan } from "./plan.ts";
import { RepositoryClone } from "./repository-clone.ts";
import type { ChangeTime, Report } from "./result.ts";
import { type Cycle, Watch } from "./watch.ts";

/**
 * Measures `npm run generate` in a clone of the last commit.
 *
 * @param show - is told what happens
 * @throws CommandError where there is no Java, or a generation fails
 */
export async function measureGenerator(plan: Plan, show: (step: string) => void): Promise<Report> {
  const obstacle = await findSmithyObstacle();
  if (obstacle !== undefined) {
    throw new CommandError(`Nothing can be generated: ${obstacle}`);
  }
  show("Cloning, installing and building");
  await using clone = await RepositoryClone.make();
  const idle = await measureIdle(clone, plan.idleRuns, show);
  return { plan, machine: describeMachine(), idle, change: await measureChanges(clone, plan.changes, show) };
}

async function measureIdle(
  { folder }: RepositoryClone,
  runs: number,
  show: (step: string) => void,
): Promise<Summary> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    show(`Generating with nothing to do, ${run + 1} of ${runs}`);
    const start = performance.now();
    const { stdout } = await promisify(execFile)("npm", ["run", "generate"], { cwd: folder });
    seconds.push((performance.now() - start) / 1000);
    if (!stdout.includes("Nothing to do")) {
      throw new CommandError("The last commit's generated files are out of date: run `npm run generate`.");
    }
  }
  return summarize(seconds);
}

async function measureChanges(
  clone: RepositoryClone,
  changes: number,
  show: (step: string) => void,
): Promise<ChangeTime> {
  await using watch = await Watch.start(clone.folder);
  const cycles: (Cycle & { readonly total: number })[] = [];
  for (let change = 0; change < changes; change++) {
    show(`Changing the model, ${change + 1} of ${changes}`);
    const start = performance.now();
    await clone.saveModelWith(`nickname${change}`);
    const cycle = await watch.nextCycle();
    cycles.push({ ...cycle, total: (performance.now() - start) / 1000 });
  }
  const summarizePart = (part: keyof ChangeTime): Summary => summarize(cycles.map((cycle) => cycle[part]));
  return {
    total: summarizePart("total"),
    smithy: summarizePart("smithy"),
    generating: summarizePart("generating"),
    building: summarizePart("building"),
  };
}
