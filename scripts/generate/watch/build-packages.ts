import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { Failure } from "../../failure.ts";
import { root } from "../../root.ts";
import { ownTarget, packageFolders, packageName } from "../target.ts";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

/**
 * Builds the generated packages of this repository, those that have changed.
 *
 * @throws Failure with what the builds printed, where one of them fails
 */
export async function buildPackages(): Promise<void> {
  const filters = packageFolders.map((folder) => `--filter=${packageName(ownTarget, folder)}`);
  const args = [turbo, "run", "build", ...filters, "--output-logs=errors-only"];
  await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).catch(
    ({ stdout = "", stderr = "", message }: { stdout?: string; stderr?: string; message: string }) => {
      throw new Failure(`The packages can't be built:\n\n${(stdout + stderr).trim() || message}`);
    },
  );
}
