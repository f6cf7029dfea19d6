import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createVirtualEnvironment } from "../../tools/python.ts";
import { installationFolder, programFolder } from "../languages/sdk.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Installs boto3, with whose botocore the AWS CLI signs too.
 *
 * @throws {ToolUnavailableError} if there is no Python
 */
export async function setUpPythonSigning(): Promise<SigningClient[]> {
  const requirements = join(programFolder("python"), "requirements.txt");
  const python = await createVirtualEnvironment(installationFolder("python"), requirements);
  const version = /^botocore==(.+)$/m.exec(await readFile(requirements, "utf8"))?.[1];
  const program = join(programFolder("signing/python"), "main.py");
  return [{ name: `botocore ${version}`, call: (call) => runClient(python, [program], call) }];
}
