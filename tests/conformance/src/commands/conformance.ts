import { parseArgs } from "node:util";
import { CommandError, Progress, ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { adapters } from "../adapters/adapter.ts";
import { runOfficialServer } from "../official/run-server.ts";
import { summarise } from "../report/summary.ts";
import { formatSummary } from "../report/table.ts";
import { prepareServices } from "../run/prepare.ts";
import { runAll } from "../run/run-all.ts";

const help = `Usage: npm run conformance [-- --json]

Runs Smithy's official restJson1 server tests against stubs that the generator in scripts/ makes of their models,
behind every adapter of @eks-auth/server-runtime. Needs Java 17 or newer and, the first time, Maven.

  --json  print the result as JSON
  --help  print this

Examples:
  npm run conformance                                   a table, our stubs beside the official server
  npm run --silent conformance -- --json | jq .failed   how many cases fail

Exit codes: 0 all passed, or nothing ran for want of Java or Maven; 1 something failed; 2 a wrong option.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  let options: { json: boolean; help: boolean };
  try {
    options = parseOptions();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const progress = new Progress();
  const tell = (step: string): void => progress.show(step);
  try {
    tell("Building the official models and their stubs");
    const services = await prepareServices();
    const results = await runAll(services, adapters, tell);
    const summary = summarise(results, await runOfficialServer(services, tell));
    progress.clear();
    process.stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : formatSummary(summary));
    return summary.failed === 0 ? 0 : 1;
  } catch (error) {
    progress.clear();
    if (!(error instanceof CommandError)) {
      throw error;
    }
    const isSkipped = error instanceof ToolUnavailableError;
    process.stderr.write(
      isSkipped ? `The official tests were skipped: ${error.message}\n` : `${error.message}\n`,
    );
    return isSkipped ? 0 : 1;
  }
}

function parseOptions(): { json: boolean; help: boolean } {
  const flag = { type: "boolean", default: false } as const;
  return parseArgs({ options: { json: flag, help: flag } }).values;
}
