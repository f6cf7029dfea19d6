import { CommandError, isToolUnavailable, Progress } from "@eks-auth/codegen/terminal";
import { adapters } from "../adapters/adapter.ts";
import { prepareClients, runClients } from "../clients/run-clients.ts";
import { countClientFailures, formatClientSummary, summarizeClients } from "../report/client-table.ts";
import { summarize } from "../report/summary.ts";
import { formatSummary } from "../report/table.ts";
import { runOfficialServer } from "./official-server.ts";
import { prepareServices } from "./prepare.ts";
import { runAll } from "./run-all.ts";

const progress = new Progress();

/**
 * Runs the official tests, and prints the result.
 *
 * @param asJson - prints JSON instead of tables
 * @returns the exit code
 */
export async function runConformance(asJson: boolean): Promise<number> {
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
