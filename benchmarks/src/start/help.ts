import { commandBuilds } from "./environment.ts";
import { measurePrograms, type ProgramCost } from "./programs.ts";

/** Measures what the help of each build takes, compared with an empty program. @param processes - of each */
export function measureHelp(processes: number): Promise<ProgramCost[]> {
  const helps = commandBuilds.map(({ title, program }) => ({
    title: `${title} --help`,
    args: [program, "--help"],
  }));
  return measurePrograms([{ title: "node -e 0", args: ["--eval", "0"] }, ...helps], processes);
}
