import { runBenchmark } from "../command/run-benchmark.ts";
import { measureService } from "./measure.ts";
import { fullPlan, quickPlan } from "./plan.ts";
import { describeReport } from "./report/json.ts";
import { formatReport } from "./report/terminal.ts";
import { writeDocs } from "./report/write-docs.ts";

const help = `Measures the service: its CPU time a request beside that of what no service can do without; how fast eks-auth
serve starts and how much memory it takes; and how long associations are looked up. A goal that is missed is reported,
and is no failure.

Usage: npm run bench -- service [OPTION...]

  --quick   in about a minute, with less certain figures
  --json    print the figures as JSON, and nothing else, to standard output
  --write   write the figures of a full run into docs/benchmarks.md, and the charts beside it
  --help    show this text

Exit codes: 0 measured; 1 a server gave a wrong answer or didn't start; 2 a wrong option.

Examples:
  npm run bench -- service                      all figures, in some minutes
  npm run bench -- service --quick              after a change
  npm run bench -- service --write              before a release
  npm run --silent bench -- service --quick --json | jq .servers.service.cpuRatio.median
`;

/**
 * Runs the benchmark.
 *
 * @param args - the arguments behind `service`
 * @returns the exit code
 * @throws CommandError where something that is measured doesn't work
 */
export function run(args: readonly string[]): Promise<number> {
  return runBenchmark(
    {
      help,
      measure: (isQuick, show) => measureService(isQuick ? quickPlan : fullPlan, show),
      describe: describeReport,
      format: formatReport,
      write: writeDocs,
    },
    args,
  );
}
