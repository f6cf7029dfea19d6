import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fillFolderOnce } from "../files/work-folder.ts";
import { root } from "../root.ts";
import { CommandError, ToolUnavailableError } from "../terminal/command-error.ts";

const oldest = 17;
const advice = `Install a JDK or JRE of version ${oldest} or newer and put it on PATH, or point JAVA_HOME at it.`;

/**
 * Finds the Java that runs the Smithy CLI: the one in `JAVA_HOME`, else the one on `PATH`.
 *
 * @returns the command to run
 * @throws ToolUnavailableError where there is none, or one that is too old
 */
export async function findJava(): Promise<string> {
  const home = process.env.JAVA_HOME;
  const command = home ? join(home, "bin", "java") : "java";
  let version: string;
  try {
    // Java prints its version to standard error.
    version = (await promisify(execFile)(command, ["-version"])).stderr;
  } catch {
    throw new ToolUnavailableError(`Java was not found as \`${command}\`. ${advice}`);
  }
  const major = parseMajor(version);
  if (major === undefined || major < oldest) {
    throw new ToolUnavailableError(
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

/**
 * Has Maven's dependency plugin fetch something.
 *
 * @param goal - of the plugin, `copy-dependencies`
 * @param options - of the goal: what to fetch, and where to
 * @param what - what is fetched, for the errors: `the Smithy CLI`
 * @throws ToolUnavailableError where there is no Maven
 * @throws CommandError where Maven can't fetch it
 */
export async function fetchWithMaven(goal: string, options: readonly string[], what: string): Promise<void> {
  const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${goal}`;
  try {
    await promisify(execFile)("mvn", [plugin, "--quiet", "--batch-mode", ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") {
      throw new ToolUnavailableError(
        `Maven was not found as \`mvn\`. It fetches ${what}, once. Install Maven 3.8 or newer and put it on PATH.`,
      );
    }
    throw new CommandError(
      `Maven could not fetch ${what}:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}

const pom = fileURLToPath(new URL("pom.xml", import.meta.url));

/**
 * Has Maven fetch the jars of the Smithy CLI, where they are not there yet.
 *
 * @returns the folder that they are in. Its name holds the pom's digest, so that another version of the CLI gets
 *   another folder
 * @throws ToolUnavailableError where there is no Maven
 * @throws CommandError where Maven can't fetch them
 */
export async function installJars(): Promise<string> {
  const text = await readFile(pom, "utf8");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const jars = join(root, "build", `smithy-cli-${digest}`);
  await fillFolderOnce(jars, [text], (folder) =>
    fetchWithMaven("copy-dependencies", ["--file", pom, `-DoutputDirectory=${folder}`], "the Smithy CLI"),
  );
  return jars;
}
