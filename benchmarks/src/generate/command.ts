import { runBenchmark } from "../command/run-benchmark.ts";
import { describeGoals, tabulateGoals } from "../report/goal.ts";
import { formatMarkdownTable, formatTable } from "../report/table.ts";
import { writePage } from "../report/write-page.ts";
import { judgeGoals } from "./goals.ts";
import { measureGenerator } from "./measure.ts";
import { fullPlan, quickPlan } from "./plan.ts";
import { describeConditions } from "./report/conditions.ts";
import { tabulateTimes } from "./report/tables.ts";

const help = `Measures the generator, in a clone of the last commit: npm run generate with nothing to do, and the way from a
change of one member to rebuilt packages, with the share that the Smithy CLI has of it. Needs Java.

Usage: npm run bench -- generate [OPTION...]

  --quick   fewer runs, with less certain figures
  --json    print the figures as JSON, and nothing else, to standard output
  --write   write the figures of a full run into docs/benchmarks.md
  --help    show this text

Exit codes: 0 measured; 1 there is no Java or a generation failed; 2 a wrong option.

Examples:
  npm run bench -- generate           all figures, in about two minutes
  npm run bench -- generate --write   before a release
  npm run --silent bench -- generate --quick --json | jq .smithyShare
`;

/**
 * Runs the benchmark.
 *
 * @param args - the arguments behind `generate`
 * @returns the exit code
 * @throws CommandError where something that is measured doesn't work
 */
export function run(args: readonly string[]): Promise<number> {
  return runBenchmark(
    {
      help,
      measure: (isQuick, show) => measureGenerator(isQuick ? quickPlan : fullPlan, show),
      describe: (report) => ({
        benchmark: "generate",
        plan: report.plan,
        machine: report.machine,
        idleSeconds: report.idle,
        changeSeconds: report.change,
        smithyShare: report.change.smithy.median / report.change.total.median,
        goals: describeGoals(judgeGoals(report)),
      }),
      format: (report) =>
        [
          `${describeConditions(report)}\n`,
          formatTable(tabulateTimes(report)),
          formatTable(tabulateGoals(judgeGoals(report))),
        ].join("\n"),
      write: (report) =>
        writePage(
          "generate",
          [
            describeConditions(report),
            formatMarkdownTable(tabulateTimes(report)),
            formatMarkdownTable(tabulateGoals(judgeGoals(report))),
          ],
          {},
        ),
    },
    args,
  );
}
