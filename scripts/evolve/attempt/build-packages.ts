import { packageKeys } from "@eks-auth/codegen/semver";
import type { EvolvingCopy } from "../copy/evolving-copy.ts";

/**
 * Builds the three packages of a copy.
 *
 * @returns what a failing build printed; empty where all went well
 */
export async function buildPackages(copy: EvolvingCopy): Promise<string[]> {
  const builds = packageKeys.map(async (key) => {
    const args = ["node_modules/tsdown/dist/run.mjs", "--logLevel", "warn"];
    const { exitCode, stdout, stderr } = await copy.run(args, `packages/${key}`);
    return exitCode === 0 ? [] : [`${key} can't be built: ${stdout}${stderr}`];
  });
  return (await Promise.all(builds)).flat();
}
