import { CommandError } from "@eks-auth/codegen/terminal";
import { StartedProgram } from "@eks-auth/test-kit/started-program";

const cyclePattern = / s \(Smithy ([\d.]+), generating ([\d.]+), building ([\d.]+)\)$/gm;
const failedPattern = /^\d\d:\d\d:\d\d {2}failed.*$/m;

/** The parts of a cycle that `--watch` prints, in seconds. */
export interface Cycle {
  readonly smithy: number;
  readonly generating: number;
  readonly building: number;
}

/** A running `npm run generate -- --watch`. */
export class Watch extends StartedProgram {
  #cycles = 0;

  /**
   * Starts it in a repository and waits for its first cycle, in which nothing has changed.
   *
   * @throws {ProgramError} if the process ends
   */
  static async start(folder: string): Promise<Watch> {
    const args = ["scripts/generate.ts", "--watch"];
    const watch = new Watch(process.execPath, args, { cwd: folder, stopSignal: "SIGINT" });
    await watch.nextCycle();
    return watch;
  }

  /**
   * Waits for the end of the next cycle.
   *
   * @throws {CommandError} if the generation fails
   * @throws {ProgramError} if the process ends
   */
  async nextCycle(): Promise<Cycle> {
    this.#cycles += 1;
    const all = new RegExp(`(?:[^]*?${cyclePattern.source}){${this.#cycles}}|${failedPattern.source}`, "m");
    const output = await this.waitFor(all);
    const failed = failedPattern.exec(output);
    if (failed !== null) {
      throw new CommandError(`npm run generate -- --watch: ${failed[0]}`);
    }
    const [smithy = 0, generating = 0, building = 0] =
      [...output.matchAll(cyclePattern)][this.#cycles - 1]?.slice(1).map(Number) ?? [];
    return { smithy, generating, building };
  }
}
