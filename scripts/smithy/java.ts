import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { SmithyUnavailable } from "./unavailable.ts";

const oldest = 17;
const advice = `Install a JDK or JRE of version ${oldest} or newer and put it on PATH, or point JAVA_HOME at it.`;

/**
 * Finds the Java that runs the Smithy CLI: the one in `JAVA_HOME`, else the one on `PATH`.
 *
 * @returns the command to run
 * @throws SmithyUnavailable where there is none, or one that is too old
 */
export async function findJava(): Promise<string> {
  const home = process.env.JAVA_HOME;
  const command = home ? join(home, "bin", "java") : "java";
  let version: string;
  try {
    // Java prints its version to standard error.
    version = (await promisify(execFile)(command, ["-version"])).stderr;
  } catch {
    throw new SmithyUnavailable(`Java was not found as \`${command}\`. ${advice}`);
  }
  const major = parseMajor(version);
  if (major === undefined || major < oldest) {
    throw new SmithyUnavailable(
      `Java ${major ?? "of an unknown version"} at \`${command}\` is too old. ${advice}`,
    );
  }
  return command;
}

/** Reads `version "17.0.15"`, `version "21"` and the older `version "1.8.0_402"`. */
function parseMajor(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}
