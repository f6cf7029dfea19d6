import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../../../../scripts/failure.ts";
import { SmithyUnavailable } from "../../../../scripts/smithy/unavailable.ts";
import { buildFolder, fillOnce } from "../cache/build-folder.ts";
import { protocolTests } from "./versions.ts";

/**
 * Has Maven fetch the jar of the official tests, where it is not there yet.
 *
 * @returns the jar's path
 * @throws SmithyUnavailable where there is no Maven
 * @throws Failure where Maven can't fetch it
 */
export async function fetchJar(): Promise<string> {
  const folder = join(buildFolder, "jar");
  await fillOnce(folder, [protocolTests], copyArtifact);
  const [jar = ""] = (await readdir(folder)).filter((name) => name.endsWith(".jar"));
  return join(folder, jar);
}

async function copyArtifact(folder: string): Promise<void> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:copy";
  const options = ["--quiet", "--batch-mode", `-Dartifact=${protocolTests}`, `-DoutputDirectory=${folder}`];
  try {
    await promisify(execFile)("mvn", [goal, ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") {
      throw new SmithyUnavailable(
        "Maven was not found as `mvn`. It fetches the official tests, once. Install Maven 3.8 or newer and put it on PATH.",
      );
    }
    throw new Failure(
      `Maven could not fetch ${protocolTests}:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}
