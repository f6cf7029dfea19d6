import { Failure } from "./failure.ts";

/**
 * Runs a command, and turns a failure that it foresees into a message on standard error and exit code 1.
 *
 * @param work - gives the exit code
 */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  }
}
