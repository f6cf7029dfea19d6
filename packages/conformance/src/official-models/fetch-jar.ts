import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fillOnce } from "../../../../scripts/fill-once.ts";
import { fetchWithMaven } from "../../../../scripts/smithy/maven.ts";
import { buildFolder } from "../build-folder.ts";
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
  await fillOnce(folder, [protocolTests], (target) =>
    fetchWithMaven(
      "copy",
      [`-Dartifact=${protocolTests}`, `-DoutputDirectory=${target}`],
      "the official tests",
    ),
  );
  const [jar = ""] = (await readdir(folder)).filter((name) => name.endsWith(".jar"));
  return join(folder, jar);
}
