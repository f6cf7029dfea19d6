import { runCommand } from "./run-command.ts";
import { withSmithy } from "./smithy/with-smithy.ts";

await runCommand(main);

/** Formats the model in place. Without Java there is nothing to run. */
async function main(): Promise<number> {
  await withSmithy("formatted", async (smithy) => {
    await smithy.run("format", ["model"]);
  });
  return 0;
}
