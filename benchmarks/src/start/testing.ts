import { type CostSummary, measureProcess, summarizeCosts } from "../measure/process-cost.ts";
import { locateProgram } from "../measure/program-process.ts";
import { measureInTurns } from "../measure/rounds.ts";

/** What a test's server takes to start and to stop, compared with a server that does nothing. */
export interface TestingCost {
  readonly title: string;
  readonly cost: CostSummary;
}

interface TestProgram {
  readonly title: string;
  readonly args: readonly string[];
}

const bare: TestProgram = { title: "bare node:http", args: [locateProgram("start/bare-server.js")] };

/** The program with `@eks-auth/cli/testing`. */
export const dev: TestProgram = { title: "startDev", args: [locateProgram("start/dev-testing.js")] };

/** Measures both programs in turns. @param processes - of each */
export async function measureTesting(processes: number): Promise<TestingCost[]> {
  const programs = [bare, dev];
  // Fills the file system's cache.
  for (const { args } of programs) {
    await measureProcess(args);
  }
  const costs = await measureInTurns(programs, processes, ({ args }) => measureProcess(args));
  const baseline = costs.get(bare) ?? [];
  return programs.map((program) => ({
    title: program.title,
    cost: summarizeCosts(costs.get(program) ?? [], baseline),
  }));
}
