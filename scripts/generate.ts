import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { generate } from "@eks-auth/codegen/commands/generate";
import { root } from "@eks-auth/codegen/root";
import { CommandError, runCommand } from "@eks-auth/codegen/terminal";

await runCommand(() => generate(buildRuntime));

/**
 * Builds the runtime, which the generator imports. In a task of turbo it is already built. A copy of the repository
 * without turbo.json or without the runtime's sources shares the built runtime of the original.
 */
async function buildRuntime(): Promise<void> {
  const isBuildable = ["turbo.json", "packages/server-runtime/package.json"].every((path) =>
    existsSync(join(root, path)),
  );
  if (process.env.TURBO_HASH !== undefined || !isBuildable) {
    return;
  }
  const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");
  const args = [turbo, "run", "build", "--filter=@eks-auth/server-runtime", "--output-logs=errors-only"];
  await promisify(execFile)(process.execPath, args, { cwd: root }).catch(
    ({ stdout = "", stderr = "", message }: { stdout?: string; stderr?: string; message: string }) => {
      throw new CommandError(
        `Building @eks-auth/server-runtime failed:\n\n${(stdout + stderr).trim() || message}`,
      );
    },
  );
}
