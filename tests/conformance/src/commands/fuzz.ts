import { Progress, runCommand } from "@eks-auth/codegen/terminal";
import { type Options, readOptions } from "../fuzz/options.ts";
import { fuzzResponsesWatched, fuzzWatched, HungError, measureGrowthWatched } from "../fuzz/watchdog.ts";

const help = `Sends malformed requests to the generated stub of a model that uses every feature, answers calls of
the model's light client with malformed responses, then measures how the time of hostile requests grows
with their size.

Usage: npm run fuzz -- [OPTION...]

  --requests N   the number of requests; default 100000
  --responses N  the number of responses; default 10000
  --seed S       repeats the run that printed this seed; default random
  --help         prints this

Exit codes: 0 no problem; 1 a problem was found; 2 an invalid option.

Examples:
  npm run fuzz
  npm run fuzz -- --requests 1000000
  npm run fuzz -- --requests 5000 --seed 42
`;

const progress = new Progress();

await runCommand(main);

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  process.stdout.write(`seed ${options.seed}\n`);
  const results = [await runFuzz(options), await runResponses(options), await runGrowth()];
  return results.every(Boolean) ? 0 : 1;
}

async function runFuzz({ requests, seed }: Options): Promise<boolean> {
  // Loading these takes longer than --help.
  const [{ leakedMemory }, { formatFinding }] = await Promise.all([
    import("../fuzz/fuzz.ts"),
    import("../fuzz/report.ts"),
  ]);
  const repeat = `Repeat it: npm run fuzz -- --requests ${requests} --seed ${seed}\n`;
  const report = await findHang(
    fuzzWatched({ requests, seed }, (sent) => progress.show(`${sent} of ${requests} requests`)),
    (sent) => `after ${sent ?? 0} requests. ${repeat}`,
  );
  if (report === undefined) {
    return false;
  }
  const counts = Object.entries(report.statuses).map(([status, count]) => `${status}: ${count}`);
  process.stdout.write(
    `${report.requests} requests, ${report.overHttp} of them over HTTP, ${report.calls} reached the implementation\n` +
      `answers ${counts.join(", ")} (0: not HTTP)\n` +
      `heap ${(report.heapGrowth / 1024 / 1024).toFixed(1)} MiB larger after the last quarter than after the first\n`,
  );
  const problems = [
    ...report.findings.map(formatFinding),
    ...(leakedMemory(report) ? ["memory leaks\n"] : []),
  ];
  for (const problem of problems) {
    process.stdout.write(`FOUND: ${problem}`);
  }
  process.stdout.write(problems.length > 0 ? repeat : "");
  return problems.length === 0;
}

async function runResponses({ responses, seed }: Options): Promise<boolean> {
  const { formatResponseFinding } = await import("../fuzz/report.ts");
  const repeat = `Repeat it: npm run fuzz -- --responses ${responses} --seed ${seed}\n`;
  const report = await findHang(
    fuzzResponsesWatched({ responses, seed }, (sent) => progress.show(`${sent} of ${responses} responses`)),
    (sent) => `after ${sent ?? 0} responses. ${repeat}`,
  );
  if (report === undefined) {
    return false;
  }
  const counts = Object.entries(report.outcomes).map(([outcome, count]) => `${outcome}: ${count}`);
  process.stdout.write(`${report.responses} responses to the light client, ${counts.join(", ")}\n`);
  for (const finding of report.findings) {
    process.stdout.write(`FOUND: ${formatResponseFinding(finding)}`);
  }
  const isGood = report.findings.length === 0;
  process.stdout.write(isGood ? "" : repeat);
  return isGood;
}

async function runGrowth(): Promise<boolean> {
  const [{ isTooSteep }, { formatGrowth }] = await Promise.all([
    import("../fuzz/growth.ts"),
    import("../fuzz/report.ts"),
  ]);
  const growths = await findHang(
    measureGrowthWatched({ maxSize: 64_000, repetitions: 5 }, (family) => progress.show(family)),
    (family) => `in the family: ${family}\n`,
  );
  process.stdout.write(growths === undefined ? "" : formatGrowth(growths));
  return growths?.some(isTooSteep) === false;
}

/**
 * Waits for a watched task.
 *
 * @returns its result, or undefined if it hung, which is printed
 */
async function findHang<P, T>(task: Promise<T>, describe: (last?: P) => string): Promise<T | undefined> {
  try {
    return await task;
  } catch (error) {
    if (!(error instanceof HungError)) {
      throw error;
    }
    process.stdout.write(`FOUND: ${error.message} ${describe(error.last as P)}`);
    return undefined;
  } finally {
    progress.clear();
  }
}
