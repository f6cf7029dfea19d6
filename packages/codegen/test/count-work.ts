import { Session } from "node:inspector/promises";

/**
 * Counts how often the generator's functions and blocks run, as V8's coverage counts them. Unlike the time, the count is the
 * same on each machine.
 *
 * @returns the count of each run
 */
export async function countWork(runs: readonly (() => void)[]): Promise<number[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const counts: number[] = [];
    for (const run of runs) {
      run();
      // This resets the counters.
      const { result } = await session.post("Profiler.takePreciseCoverage");
      const scripts = result.filter(({ url }) => url.includes("/packages/codegen/src/"));
      const blocks = scripts.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
      counts.push(blocks.reduce((sum, { count }) => sum + count, 0));
    }
    return counts;
  } finally {
    session.disconnect();
  }
}
