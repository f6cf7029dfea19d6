import { existsSync } from "node:fs";
import { join } from "node:path";
import { generate } from "@eks-auth/codegen/commands/generate";
import { buildWorkspaces } from "@eks-auth/codegen/commands/watch";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readInvocation } from "./invocation.ts";
import { root } from "./root.ts";

await runCommand(() => generate(readInvocation(), buildRuntime));

/**
 * Builds the runtime, which the generator imports. In a task of turbo it is already built. A copy of the repository
 * without turbo.json or without the runtime's sources shares the built runtime of the original.
 */
async function buildRuntime(): Promise<void> {
  const isBuildable = ["turbo.json", "packages/server-runtime/package.json"].every((path) =>
    existsSync(join(root, path)),
  );
  if (process.env.TURBO_HASH === undefined && isBuildable) {
    await buildWorkspaces(root, ["@eks-auth/server-runtime"]);
  }
}
