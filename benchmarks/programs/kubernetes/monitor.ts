import { StallMeter } from "./stall-meter.ts";

/**
 * Loaded into `eks-auth serve` by `--import`: on SIGUSR2 it prints the longest stall of the event loop since the last time, and
 * the memory.
 */
const stalls = StallMeter.start();

process.on("SIGUSR2", () => {
  const usage = { stall: stalls.read(), residentBytes: process.memoryUsage.rss() };
  process.stderr.write(`USAGE ${JSON.stringify(usage)}\n`);
});
