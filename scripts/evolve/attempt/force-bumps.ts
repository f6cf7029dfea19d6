import type { Bumps } from "@eks-auth/codegen/semver";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { EvolvingCopy } from "../copy/evolving-copy.ts";

/**
 * Asks the copy's `model:diff` which bumps the change forces. It reads what is generated: without Java it need not run
 * Smithy once more.
 *
 * @throws CommandError where the command fails
 */
export async function readForcedBumps(copy: EvolvingCopy): Promise<Bumps> {
  const script = "scripts/model-diff.ts";
  const { exitCode, stdout, stderr } = await copy.run([script, "--json"], "", { JAVA_HOME: "/no/java" });
  if (exitCode !== 0) {
    throw new CommandError(`model:diff failed in the copy: ${stderr}`);
  }
  return JSON.parse(stdout).required;
}
