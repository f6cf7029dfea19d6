import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fillOnce } from "../fill-once.ts";
import { root } from "../root.ts";
import { fetchWithMaven } from "./maven.ts";

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
  const text = await readFile(pom, "utf8");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const jars = join(root, "build", `smithy-cli-${digest}`);
  await fillOnce(jars, [text], (folder) =>
    fetchWithMaven("copy-dependencies", ["--file", pom, `-DoutputDirectory=${folder}`], "the Smithy CLI"),
  );
  return jars;
}
