import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "../terminal/command-error.ts";

/**
 * Builds workspaces: with turbo, only if they changed; without it, in the given order.
 *
 * @param folder - the absolute path of the root of the workspaces
 * @throws CommandError if a build fails, with its output
 */
export async function buildWorkspaces(folder: string, names: readonly string[]): Promise<void> {
  const [program, args] = findBuild(folder, names);
  await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    ({ stdout = "", stderr = "", message }: { stdout?: string; stderr?: string; message: string }) => {
      throw new CommandError(
        `Building ${names.join(", ")} failed:\n\n${(stdout + stderr).trim() || message}`,
      );
    },
  );
}

function findBuild(folder: string, names: readonly string[]): [program: string, args: string[]] {
  try {
    const turbo = createRequire(join(folder, "package.json")).resolve("turbo/bin/turbo");
    const filters = names.map((name) => `--filter=${name}`);
    return [process.execPath, [turbo, "run", "build", ...filters, "--output-logs=errors-only"]];
  } catch {
    return ["npm", ["run", "build", ...names.flatMap((name) => ["--workspace", name])]];
  }
}
