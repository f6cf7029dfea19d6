import { findRunningDev } from "./running.ts";
import { formatShellLines } from "./variables.ts";

/**
 * Runs `eks-auth dev --print-env`: prints the shell lines of a development environment that runs.
 *
 * @throws CommandError if there is none
 */
export async function printEnv(port: number | undefined): Promise<void> {
  const lines = formatShellLines(await findRunningDev(port));
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
