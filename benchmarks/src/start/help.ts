import { type CostSummary, measureProcess, summarizeCosts } from "../measure/process-cost.ts";
import { measureInTurns } from "../measure/rounds.ts";
import { commandBuilds } from "./environment.ts";

/** What `eks-auth --help` takes, compared with an empty program. */
export interface HelpCost {
  readonly title: string;
  readonly cost: CostSummary;
}

const empty = { title: "node -e 0", args: ["--eval", "0"] };

/** Measures the help of each build in turns. @param processes - of each */
export async function measureHelp(processes: number): Promise<HelpCost[]> {
  const programs = [
    empty,
    ...commandBuilds.map(({ title, program }) => ({ title: `${title} --help`, args: [program, "--help"] })),
  ];
  // Fills the file system's cache and V8's compile cache.
  for (const { args } of programs) {
    await measureProcess(args);
  }
  const costs = await measureInTurns(programs, processes, ({ args }) => measureProcess(args));
  const baseline = costs.get(empty) ?? [];
  return programs.map((program) => ({
    title: program.title,
    cost: summarizeCosts(costs.get(program) ?? [], baseline),
  }));
}
