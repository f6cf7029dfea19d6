import { cp, rm } from "node:fs/promises";
import { packageKeys } from "@eks-auth/codegen/semver";
import type { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";

/**
 * Builds the generated packages of a copy.
 *
 * @returns the output of each failed build
 */
export async function buildPackages(copy: RepositoryCopy): Promise<string[]> {
  const builds = packageKeys.map(async (key) => {
    const cwd = copy.resolve(`packages/${key}`);
    const { exitCode, stdout, stderr } = await copy.run(
      "node_modules/tsdown/dist/run.mjs",
      ["--logLevel", "warn"],
      { cwd },
    );
    return exitCode === 0 ? [] : [`${key} cannot be built: ${stdout}${stderr}`];
  });
  return (await Promise.all(builds)).flat();
}

/** The packages that run: types have no code that a call needs. */
const running = ["client", "client-light", "server"] as const;

/**
 * Keeps what was built, so that a later version can be called. It survives {@link RepositoryCopy.restore}.
 *
 * @param version - the name of the version: `own`
 */
export async function keepBuild(copy: RepositoryCopy, version: string): Promise<void> {
  for (const key of running) {
    const kept = copy.resolve(builtPackage(key, version));
    await rm(kept, { recursive: true, force: true });
    await cp(copy.resolve(builtPackage(key)), kept, { recursive: true });
  }
}

/**
 * The folder with a build of a package, in the copy.
 *
 * @param version - a version that was kept; the present one by default
 */
export function builtPackage(key: (typeof running)[number], version?: string): string {
  return `packages/${key}/${version === undefined ? "dist" : `build/${version}`}`;
}
