import { parseArgs } from "node:util";
import { Progress } from "@eks-auth/scripts/generate/progress.ts";
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
 * @throws Failure where something that is measured doesn't work
 */
export async function run(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const progress = new Progress();
  try {
    const report = await measureServers(options.quick ? quickPlan : fullPlan, (step) => progress.show(step));
    progress.clear();
    process.stdout.write(
      options.json ? `${JSON.stringify(describeReport(report), null, 2)}\n` : formatReport(report),
    );
    if (options.write) {
      process.stderr.write(`Wrote ${(await writeDocs(report)).join(" and ")}.\n`);
    }
    return 0;
  } finally {
    progress.clear();
  }
}

interface Options {
  readonly quick: boolean;
  readonly json: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

function readOptions(args: readonly string[]): Options {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { quick: flag, json: flag, write: flag, help: flag },
  });
  if (values.quick && values.write) {
    throw new TypeError("--write takes the figures of a full run: leave out --quick.");
  }
  return values;
}
