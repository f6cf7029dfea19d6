import { join } from "node:path";
import { installBoto } from "../../tools/boto.ts";
import { programFolder } from "../languages/sdk.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Installs boto3, with whose botocore the AWS CLI signs too.
 *
 * @throws {ToolUnavailableError} if there is no Python
 */
export async function setUpPythonSigning(): Promise<SigningClient[]> {
  const { python, versionOf } = await installBoto();
  const program = join(programFolder("signing/python"), "main.py");
  return [{ name: `botocore ${versionOf("botocore")}`, call: (call) => runClient(python, [program], call) }];
}
