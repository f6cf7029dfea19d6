import type { LoadResult } from "../measure/compare-load.ts";

/** What the rounds showed of a server, as `--json` has it. */
export function describeLoad({ cpu, cpuRatio, requestsPerSecond, p50, p99 }: LoadResult): object {
  return {
    cpuRatio,
    cpuMicroseconds: cpu,
    requestsPerSecond,
    p50Milliseconds: p50,
    p99Milliseconds: p99,
  };
}
