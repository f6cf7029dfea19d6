import { CommandError } from "@eks-auth/codegen/terminal";
import { readPublishedPackages } from "../published/published-packages.ts";
import type { Clone } from "./clone.ts";

/**
 * Moves a clone to its next version, and commits that.
 *
 * @returns the versions, for the report
 */
export async function makeVersion(clone: Clone): Promise<string> {
  const read = (): string[] =>
    readPublishedPackages(clone.directory).map(
      ({ name, version }) => `${name.replace("@eks-auth/", "")} ${version}`,
    );
  await clone.run("npm", ["run", "version"]);
  await clone.commit("Version");
  return read().join(", ");
}

/**
 * Makes sure that the lock file of a versioned clone is what its packages ask for.
 *
 * @throws CommandError with npm's message
 */
export async function requireLockInStep(clone: Clone): Promise<void> {
  try {
    await clone.run("npm", ["ci", "--dry-run", "--ignore-scripts"]);
  } catch (error) {
    throw error instanceof CommandError
      ? new CommandError(`package-lock.json doesn't fit the new versions: ${error.message}`)
      : error;
  }
}
