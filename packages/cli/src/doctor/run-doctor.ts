import { CommandError } from "../core/command-error.ts";
import type { DoctorOptions } from "./doctor-options.ts";
import { printReport } from "./report/print-report.ts";
import { walk } from "./walk.ts";

/**
 * Runs `eks-auth doctor`: walks the way of a pod's credentials, and prints what it found at each step.
 *
 * @throws CommandError where the way stops; its message says at which step and how to mend it
 */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const report = await walk(options, process.env);
  const { stdout } = process;
  if (options.json) {
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    stdout.write(`${printReport(report, stdout)}\n`);
  }
  if (!report.whole) {
    throw new CommandError(`${report.summary.charAt(0).toLowerCase()}${report.summary.slice(1)}`);
  }
  if (!options.json) {
    stdout.write(`${report.summary}\n`);
  }
}
