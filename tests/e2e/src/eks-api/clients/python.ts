import { join } from "node:path";
import { programFolder } from "../../sdks/languages/sdk.ts";
import { installBoto } from "../../tools/boto.ts";
import { type EksClientKind, startEksProgram } from "../eks-client.ts";
import { startAwsCli } from "./aws-cli.ts";

/**
 * Installs boto3 and the AWS CLI.
 *
 * @throws {ToolUnavailableError} if there is no Python
 */
export async function setUpPythonEks(): Promise<EksClientKind[]> {
  const { python, versionOf } = await installBoto();
  const program = join(programFolder("eks-api/python"), "main.py");
  return [
    {
      name: `AWS CLI ${versionOf("awscli")}`,
      errorTypes: "none",
      showsMembers: false,
      start: (caller) => startAwsCli(python, caller),
    },
    {
      name: `boto3 ${versionOf("boto3")}`,
      errorTypes: "service",
      showsMembers: true,
      start: (caller) => startEksProgram(python, [program], caller),
    },
  ];
}
