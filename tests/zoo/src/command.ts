import { Progress, runCommand, UsageError } from "@eks-auth/codegen/terminal";
import { parseOptions, type ZooOptions } from "./options.ts";
import { formatRow, formatTotals, headings, type ServiceResult, sumUp } from "./result.ts";

const help = `Generates packages for each model of a folder, in memory, and type-checks them.

Usage: npm run test:zoo -- --models DIR [OPTION]

  --models DIR  the folder with the models: JSON ASTs, one service each
  --only NAME   only this file, without .json; repeat it for several, or use a star: 'iot*'
  --no-types    generate, but don't type-check
  --json        print JSON instead of a table
  --help        show this text

The column "generated" says "published" for a model that is generated as it is, "skip" if only with patterns that are not
checked, and "refused" if not at all; the reasons are below it.

Needs Java 17 or newer, and Maven the first time. 200 models take half an hour.

Exit codes:
  0  every restJson1 model was generated, and its packages compile
  1  one was refused, or its packages have type errors
  2  a wrong option

Examples:
  npm run test:zoo -- --models ../models
  npm run test:zoo -- --models ../models --only polly-2016-06-10 --only 'iot*'
  npm run --silent test:zoo -- --models ../models --json | jq '.services[] | select(.outcome == "refused")'
`;

await runCommand(async () => {
  try {
    return await run(parseOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()));
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n\n${help}`);
    return 2;
  }
});

/** Runs the command. The TypeScript compiler is slow to load, so it is loaded only if models are generated. */
async function run(options: ZooOptions): Promise<number> {
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const start = performance.now();
  const { runZoo } = await import("./run-zoo.ts");
  const progress = new Progress();
  const results: ServiceResult[] = [];
  if (!options.json) {
    process.stdout.write(headings);
  }
  for await (const result of runZoo(options)) {
    progress.clear();
    results.push(result);
    if (!options.json) {
      process.stdout.write(formatRow(result));
    }
    progress.show(`${results.length} models`);
  }
  progress.clear();
  const totals = sumUp(results);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ totals, seconds, services: results }, null, 2)}\n`
      : `\n${formatTotals(totals, seconds)}`,
  );
  return totals.refused + totals.withTypeErrors > 0 || totals.models === 0 ? 1 : 0;
}
