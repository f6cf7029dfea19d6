import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { installationFolder, programFolder } from "../sdks/languages/sdk.ts";
import { createVirtualEnvironment } from "./python.ts";

/** An environment with boto3 and the AWS CLI. */
interface BotoEnvironment {
  /** The path of its Python. */
  readonly python: string;
  /** Returns the version of a package. */
  readonly versionOf: (name: string) => string | undefined;
}

/**
 * Installs boto3 and the AWS CLI.
 *
 * @throws {ToolUnavailableError} if there is no Python
 */
export async function installBoto(): Promise<BotoEnvironment> {
  const requirements = join(programFolder("python"), "requirements.txt");
  const python = await createVirtualEnvironment(installationFolder("python"), requirements);
  const pins = await readFile(requirements, "utf8");
  return { python, versionOf: (name) => new RegExp(`^${name}==(.+)$`, "m").exec(pins)?.[1] };
}
