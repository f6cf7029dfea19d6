import { runCommand } from "./run-command.ts";
import { SmithyCli } from "./smithy/cli.ts";
import { SmithyUnavailable } from "./smithy/unavailable.ts";

await runCommand(main);

/** Formats the model in place. Without Java there is nothing to run. */
async function main(): Promise<number> {
  try {
    const smithy = await SmithyCli.open();
    await smithy.run("format", ["model"]);
  } catch (error) {
    if (!(error instanceof SmithyUnavailable)) {
      throw error;
    }
    process.stdout.write(`The model was not formatted: ${error.message}\n`);
  }
  return 0;
}
