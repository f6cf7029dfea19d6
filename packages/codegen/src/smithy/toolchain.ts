import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageFolder } from "../files/package-folder.ts";
import { fillFolderOnce } from "../files/work-folder.ts";
import { CommandError, ToolUnavailableError } from "../terminal/command-error.ts";

const oldestJava = 17;
const advice = `Install a JDK or JRE of version ${oldestJava} or newer and put it on PATH, or point JAVA_HOME at it.`;

/**
 * Finds Java: the one in `JAVA_HOME`, or else the one on `PATH`.
 *
 * @returns the command to run
 * @throws ToolUnavailableError if there is none, or it is too old
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
  if (major === undefined || major < oldestJava) {
    throw new ToolUnavailableError(
      `Java ${major ?? "of an unknown version"} at \`${command}\` is too old. ${advice}`,
    );
  }
  return command;
}

/** Parses `version "17.0.15"`, `version "21"` and the older `version "1.8.0_402"`. */
function parseMajor(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

/**
 * Downloads artifacts with Maven's dependency plugin.
 *
 * @param goal - of the plugin: `copy-dependencies`
 * @param options - of the goal: the artifacts, and the folder for them
 * @param what - for error messages: `the Smithy CLI`
 * @throws ToolUnavailableError if there is no Maven
 * @throws CommandError if Maven fails
 */
export async function fetchWithMaven(goal: string, options: readonly string[], what: string): Promise<void> {
  const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${goal}`;
  try {
    await promisify(execFile)("mvn", [plugin, "--quiet", "--batch-mode", ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") {
      throw new ToolUnavailableError(
        `Maven was not found as \`mvn\`. It is needed once, to download ${what}. Install Maven 3.8 or newer and put it on PATH.`,
      );
    }
    throw new CommandError(
      `Maven could not download ${what}:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}

const pom = join(packageFolder, "toolchain/pom.xml");

/**
 * Downloads the jars of the Smithy CLI with Maven, if they are missing.
 *
 * @param buildFolder - the absolute path of the folder for downloads
 * @returns the folder of the jars. Its name has the pom's digest, so that each version of the CLI has its own folder
 * @throws ToolUnavailableError if there is no Maven
 * @throws CommandError if Maven fails
 */
export async function installJars(buildFolder: string): Promise<string> {
  const text = await readFile(pom, "utf8");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const jars = join(buildFolder, `smithy-cli-${digest}`);
  await fillFolderOnce(jars, [text], (folder) =>
    fetchWithMaven("copy-dependencies", ["--file", pom, `-DoutputDirectory=${folder}`], "the Smithy CLI"),
  );
  return jars;
}
