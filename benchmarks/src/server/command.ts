import { runBenchmark } from "../command/run-benchmark.ts";
import { measureServers } from "./measure.ts";
import { fullPlan, quickPlan } from "./plan.ts";
import { describeReport } from "./report/json.ts";
import { formatReport } from "./report/terminal.ts";
import { writeDocs } from "./report/write-docs.ts";

const help = `Measures the stub beside bare node:http, Fastify, Hono and the official generated server: each in a process of
its own, side by side, all of them doing the same checks. A goal that is missed is reported, and is no failure.

Usage: npm run bench -- server [OPTION...]

  --quick   under a minute, with less certain figures
  --json    print the figures as JSON, and nothing else, to standard output
  --write   write the figures of a full run into docs/benchmarks.md, and the chart beside it
  --help    show this text

Exit codes: 0 measured; 1 a server gave a wrong answer or the generator failed; 2 a wrong option.

Examples:
  npm run bench -- server                      all figures, in some minutes
  npm run bench -- server --quick              after a change
  npm run bench -- server --write              before a release
  npm run --silent bench -- server --quick --json | jq '.servers["eks-auth-node"].cpuRatio.median'
`;

/**
 * Runs the benchmark.
 *
 * @param args - the arguments behind `server`
 * @returns the exit code
 * @throws CommandError where something that is measured doesn't work
 */
export function run(args: readonly string[]): Promise<number> {
  return runBenchmark(
    {
      help,
      measure: (isQuick, show) => measureServers(isQuick ? quickPlan : fullPlan, show),
      describe: describeReport,
      format: formatReport,
      write: writeDocs,
    },
    args,
  );
}
