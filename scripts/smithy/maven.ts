import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Failure } from "../failure.ts";
import { SmithyUnavailable } from "./unavailable.ts";

/**
 * Has Maven's dependency plugin fetch something.
 *
 * @param goal - of the plugin, `copy-dependencies`
 * @param options - of the goal: what to fetch, and where to
 * @param what - what is fetched, for the errors: `the Smithy CLI`
 * @throws SmithyUnavailable where there is no Maven
 * @throws Failure where Maven can't fetch it
 */
export async function fetchWithMaven(goal: string, options: readonly string[], what: string): Promise<void> {
  const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${goal}`;
  try {
    await promisify(execFile)("mvn", [plugin, "--quiet", "--batch-mode", ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") {
      throw new SmithyUnavailable(
        `Maven was not found as \`mvn\`. It fetches ${what}, once. Install Maven 3.8 or newer and put it on PATH.`,
      );
    }
    throw new Failure(
      `Maven could not fetch ${what}:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}
