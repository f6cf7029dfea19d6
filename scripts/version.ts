import { runCommand } from "@eks-auth/codegen/terminal";
import { buildRuntime } from "./build-runtime.ts";
import { readInvocation } from "./invocation.ts";
import { projectFolders } from "./root.ts";

await runCommand(async () => {
  await buildRuntime();
  // It imports the runtime.
  const { version } = await import("@eks-auth/codegen/commands/version");
  // Changesets moves the versions of all packages, so the release of each project must be recorded.
  return version({ ...readInvocation(), projectFolders });
});
