import { runCommand } from "@eks-auth/codegen/terminal";
import { type FuzzReport, keptMemory } from "../fuzz/fuzz.ts";
import { type Growth, isTooSteep } from "../fuzz/growth.ts";
import { type Options, readOptions } from "../fuzz/options.ts";
import { printFinding, printGrowth } from "../fuzz/report.ts";
import { HungError, runWatched } from "../fuzz/watchdog.ts";

const help = `Sends malformed requests at the generated stub of a model that uses every feature, then measures
how the work of hostile requests grows with their size.

Usage: npm run fuzz -- [OPTION...]

  --requests N  how many requests to send: 100000 unless set
  --seed S      makes the requests of the run that printed this seed: a random one unless set
  --help        this text

Exit codes: 0 nothing found; 1 something was found; 2 a wrong option.

Examples:
  npm run fuzz
  npm run fuzz -- --requests 1000000
  npm run fuzz -- --requests 5000 --seed 42
`;

/** The longest time, in milliseconds, between two signs of a run: a generous one. */
const boundMs = 60_000;

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
  const isGood = await runFuzz(options);
  return (await runGrowth()) && isGood ? 0 : 1;
}

async function runFuzz({ requests, seed }: Options): Promise<boolean> {
  const module = new URL("../fuzz/fuzz-worker.ts", import.meta.url);
  const tell = (sent: number): void => showProgress(`${sent} of ${requests} requests`);
  try {
    const report = await runWatched<number, FuzzReport>(module, { requests, seed }, boundMs, tell);
    showProgress("");
    return printReport(report, seed);
  } catch (error) {
    if (!(error instanceof HungError)) {
      throw error;
    }
    showProgress("");
    process.stdout.write(
      `FOUND: ${error.message}, after ${error.last ?? 0} requests. Replay: --requests ${requests} --seed ${seed}\n`,
    );
    return false;
  }
}

function printReport(report: FuzzReport, seed: number): boolean {
  const { requests, overHttp, statuses, calls, heapGrowth, findings } = report;
  const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  process.stdout.write(
    `${requests} requests, ${overHttp} of them over HTTP, ${calls} reached the implementation\n` +
      `answers ${counts.join(", ")} (0: not HTTP)\n` +
      `heap ${(heapGrowth / 1024 / 1024).toFixed(1)} MiB larger after the last quarter than after the first\n`,
  );
  for (const finding of findings) {
    process.stdout.write(`FOUND: ${printFinding(finding)}`);
  }
  if (keptMemory(report)) {
    process.stdout.write("FOUND: memory grows\n");
  }
  if (findings.length > 0) {
    process.stdout.write(`Replay: npm run fuzz -- --requests ${requests} --seed ${seed}\n`);
  }
  return findings.length === 0 && !keptMemory(report);
}

async function runGrowth(): Promise<boolean> {
  const module = new URL("../fuzz/growth-worker.ts", import.meta.url);
  const settings = { maxSize: 64_000, repetitions: 5 };
  try {
    const growths = await runWatched<string, Growth[]>(module, settings, boundMs, showProgress);
    showProgress("");
    process.stdout.write(printGrowth(growths));
    return !growths.some(isTooSteep);
  } catch (error) {
    if (!(error instanceof HungError)) {
      throw error;
    }
    showProgress("");
    process.stdout.write(`FOUND: ${error.message} in the family: ${error.last}\n`);
    return false;
  }
}

/** On a terminal alone, and in one line that the next replaces. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001b[K${text}`);
  }
}
