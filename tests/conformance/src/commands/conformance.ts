import { CommandError, isToolUnavailable, Progress, runWithFlags } from "@eks-auth/codegen/terminal";
import { adapters } from "../adapters/adapter.ts";
import { prepareClients, runClients } from "../clients/run-clients.ts";
import { countClientFailures, formatClientSummary, summarizeClients } from "../report/client-table.ts";
import { summarize } from "../report/summary.ts";
import { formatSummary } from "../report/table.ts";
import { runOfficialServer } from "../run/official-server.ts";
import { prepareServices } from "../run/prepare.ts";
import { runAll } from "../run/run-all.ts";

const help = `Usage: npm run conformance [-- --json]

Runs Smithy's official restJson1 server tests against generated stubs of their models, with every adapter of
@eks-auth/server-runtime, and its client tests with light clients and the official client. Needs Java 17 or newer and, for the first run, Maven.

  --json  prints the result as JSON
  --help  prints this

Examples:
  npm run conformance                                   tables of our stubs and clients next to the official ones
  npm run --silent conformance -- --json | jq .failed   how many cases fail

Exit codes: 0 all passed, or skipped because Java or Maven is missing; 1 a case failed; 2 an invalid option.
`;

const progress = new Progress();

process.exitCode = await runWithFlags(help, ["json"], (given) => run(given.has("json")));

async function run(asJson: boolean): Promise<number> {
  const onProgress = (step: string): void => progress.show(step);
  try {
    onProgress("Building the official models and their stubs");
    const services = await prepareServices();
    const results = await runAll(services, adapters, onProgress);
    const summary = summarize(results, await runOfficialServer(services, onProgress));
    onProgress("Generating the clients");
    const prepared = await prepareClients();
    onProgress("Running the cases for clients");
    const clients = summarizeClients(await runClients(prepared));
    progress.clear();
    process.stdout.write(
      asJson
        ? `${JSON.stringify({ ...summary, clients }, null, 2)}\n`
        : `${formatSummary(summary)}\n${formatClientSummary(clients)}`,
    );
    return summary.failed + countClientFailures(clients) === 0 ? 0 : 1;
  } catch (error) {
    progress.clear();
    if (isToolUnavailable(error)) {
      process.stderr.write(`The official tests were skipped: ${error.message}\n`);
      return 0;
    }
    if (error instanceof CommandError) {
      process.stderr.write(`error: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}
