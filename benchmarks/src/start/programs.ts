import { type CostSummary, measureProcess, summarizeCosts } from "../measure/process-cost.ts";
import { measureInTurns } from "../measure/rounds.ts";

/** A program that ends by itself. */
export interface Program {
  /** The name in tables and in `--json`. */
  readonly title: string;
  /** Options of Node.js, the program and its arguments. */
  readonly args: readonly string[];
}

/** What a program takes, compared with the smallest one. */
export interface ProgramCost {
  readonly title: string;
  readonly cost: CostSummary;
}

/**
 * Measures programs in turns.
 *
 * @param programs - the first is what the others are compared with
 * @param processes - of each
 */
export async function measurePrograms(
  programs: readonly Program[],
  processes: number,
): Promise<ProgramCost[]> {
  // Fills the file system's cache and V8's compile cache.
  for (const { args } of programs) {
    await measureProcess(args);
  }
  const costs = await measureInTurns(programs, processes, ({ args }) => measureProcess(args));
  const [baseline = []] = costs.values();
  return programs.map((program) => ({
    title: program.title,
    cost: summarizeCosts(costs.get(program) ?? [], baseline),
  }));
}
