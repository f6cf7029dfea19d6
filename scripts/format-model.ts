import { withSmithy } from "@eks-auth/codegen/smithy";
import { runCommand } from "@eks-auth/codegen/terminal";

await runCommand(main);

/** Formats the model in place. Without Java it prints why it can't. */
async function main(): Promise<number> {
  await withSmithy("formatted", async (smithy) => {
    await smithy.run("format", ["model"]);
  });
  return 0;
}
