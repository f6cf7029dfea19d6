import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../failure.ts";
import { root } from "../root.ts";
import { SmithyUnavailable } from "./unavailable.ts";

const pom = join(root, "scripts/smithy/pom.xml");

/**
 * Has Maven fetch the jars of the Smithy CLI, where they are not there yet.
 *
 * @returns the folder that they are in. Its name holds the pom's digest, so that another version of the CLI gets
 *   another folder
 * @throws SmithyUnavailable where there is no Maven
 * @throws Failure where Maven can't fetch them
 */
export async function installJars(): Promise<string> {
  const digest = createHash("sha256")
    .update(await readFile(pom))
    .digest("hex")
    .slice(0, 12);
  const jars = join(root, "build", `smithy-cli-${digest}`);
  if (existsSync(jars)) {
    return jars;
  }
  const partial = `${jars}.${process.pid}`;
  try {
    await mkdir(partial, { recursive: true });
    await fetchJars(partial);
    await rename(partial, jars).catch((error: unknown) => {
      // Another command may have fetched them in the meantime: `npm test` runs two that need them.
      if (!existsSync(jars)) {
        throw error;
      }
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return jars;
}

async function fetchJars(directory: string): Promise<void> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies";
  const options = ["--quiet", "--batch-mode", "--file", pom, `-DoutputDirectory=${directory}`];
  try {
    await promisify(execFile)("mvn", [goal, ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") {
      throw new SmithyUnavailable(
        "Maven was not found as `mvn`. It fetches the Smithy CLI, once. Install Maven 3.8 or newer and put it on PATH.",
      );
    }
    throw new Failure(
      `Maven could not fetch the Smithy CLI:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}
