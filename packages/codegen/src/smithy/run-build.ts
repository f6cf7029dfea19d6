import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SmithyCli } from "./cli.ts";

/** Writes a smithy-build.json to a folder, and returns its path. */
export async function writeConfig(folder: string, text: string): Promise<string> {
  const file = join(folder, "smithy-build.json");
  await writeFile(file, text);
  return file;
}

/**
 * Runs the projections of a smithy-build.json.
 *
 * @param output - the absolute path of the folder for what they write
 * @throws SmithyError if the model is not valid, or a projection fails
 */
export async function runBuild(smithy: SmithyCli, config: string, output: string): Promise<void> {
  await smithy.run("build", ["--allow-unknown-traits", "--config", config, "--output", output]);
}
