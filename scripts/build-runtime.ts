import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildWorkspaces } from "@eks-auth/codegen/commands/build-workspaces";
import { root } from "./root.ts";

/**
 * Builds the runtime, which the generator imports. In a task of turbo it is already built. A copy of the repository
 * without turbo.json or without the runtime's sources shares the built runtime of the original.
 */
export async function buildRuntime(): Promise<void> {
  const isBuildable = ["turbo.json", "packages/server-runtime/package.json"].every((path) =>
    existsSync(join(root, path)),
  );
  if (process.env.TURBO_HASH === undefined && isBuildable) {
    await buildWorkspaces(root, ["@eks-auth/server-runtime"]);
  }
}
