import { runCommand } from "@eks-auth/codegen/terminal";
import { buildRuntime } from "./build-runtime.ts";
import { readInvocation } from "./invocation.ts";

await runCommand(async () => {
  await buildRuntime();
  // It imports the runtime.
  const { checkChangeset } = await import("@eks-auth/codegen/commands/check-changeset");
  return checkChangeset(readInvocation());
});
