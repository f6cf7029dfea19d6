import { Progress } from "@eks-auth/codegen/terminal";
import { type Options, readOptions } from "./options.ts";

/** A benchmark: how it measures, and how it shows what it found. */
export interface Benchmark<Report> {
  readonly help: string;
  /**
   * Measures.
   *
   * @param isQuick - whether less certain figures will do
   * @param show - is told what happens
   */
  readonly measure: (isQuick: boolean, show: (step: string) => void) => Promise<Report>;
  /** Makes the document that `--json` prints. */
  readonly describe: (report: Report) => object;
  /** Formats the report for people at a terminal. */
  readonly format: (report: Report) => string;
  /** Writes the report into the documentation, and returns the paths of what it wrote. */
  readonly write: (report: Report) => Promise<string[]>;
}

/**
 * Runs a benchmark as its arguments say.
 *
 * @param args - the arguments behind its name
 * @returns the exit code
 * @throws CommandError where something that is measured doesn't work
 */
export async function runBenchmark<Report>(
  benchmark: Benchmark<Report>,
  args: readonly string[],
): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${benchmark.help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(benchmark.help);
    return 0;
  }
  const progress = new Progress();
  try {
    const report = await benchmark.measure(options.quick, (step) => progress.show(step));
    progress.clear();
    process.stdout.write(
      options.json ? `${JSON.stringify(benchmark.describe(report), null, 2)}\n` : benchmark.format(report),
    );
    if (options.write) {
      process.stderr.write(`Wrote ${(await benchmark.write(report)).join(" and ")}.\n`);
    }
    return 0;
  } finally {
    progress.clear();
  }
}
