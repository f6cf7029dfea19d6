import { runBenchmark } from "../command/run-benchmark.ts";
import { measureAgent } from "./measure.ts";
import { fullPlan, quickPlan } from "./plan.ts";
import { describeReport } from "./report/json.ts";
import { formatReport } from "./report/terminal.ts";
import { writeDocs } from "./report/write-docs.ts";

const help = `Measures the agent: its CPU time a request for credentials that it keeps, beside that of bare node:http; its memory
with those of 2,000 pods; and how long it takes from its start to the first credentials. A goal that is missed is
reported, and is no failure. It needs Linux, where each pod can ask from a loopback address of its own.

Usage: npm run bench -- agent [OPTION...]

  --quick   in about a minute, with less certain figures
  --json    print the figures as JSON, and nothing else, to standard output
  --write   write the figures of a full run into docs/benchmarks.md, and the chart beside it
  --help    show this text

Exit codes: 0 measured; 1 a server gave a wrong answer or didn't start; 2 a wrong option.

Examples:
  npm run bench -- agent                      all figures, in some minutes
  npm run bench -- agent --quick              after a change
  npm run bench -- agent --write              before a release
  npm run --silent bench -- agent --quick --json | jq .loads[0].servers.agent.cpuRatio.median
`;

/**
 * Runs the benchmark.
 *
 * @param args - the arguments behind `agent`
 * @returns the exit code
 * @throws CommandError where something that is measured doesn't work
 */
export function run(args: readonly string[]): Promise<number> {
  return runBenchmark(
    {
      help,
      measure: (isQuick, show) => measureAgent(isQuick ? quickPlan : fullPlan, show),
      describe: describeReport,
      format: formatReport,
      write: writeDocs,
    },
    args,
  );
}
