import { locateProgram } from "../measure/program-process.ts";
import { measurePrograms, type Program, type ProgramCost } from "./programs.ts";

const bare: Program = { title: "bare node:http", args: [locateProgram("start/bare-server.js")] };

/** The program with `@eks-auth/cli/testing`. */
export const dev: Program = { title: "startDev", args: [locateProgram("start/dev-testing.js")] };

/**
 * Measures what a test's server takes to start and to stop, compared with a server that does nothing.
 *
 * @param processes - of each
 */
export function measureTesting(processes: number): Promise<ProgramCost[]> {
  return measurePrograms([bare, dev], processes);
}
