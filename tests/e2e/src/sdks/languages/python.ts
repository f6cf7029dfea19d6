import { join } from "node:path";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { installBoto } from "../../tools/boto.ts";
import { programFolder, type Sdk, type SdkProcess, startLineProcess } from "./sdk.ts";

/**
 * Installs boto3 and the AWS CLI.
 *
 * @throws {ToolUnavailableError} if there is no Python
 * @see https://github.com/boto/botocore/blob/develop/botocore/credentials.py
 */
export async function setUpPython(): Promise<Sdk[]> {
  const { python, versionOf } = await installBoto();
  const folder = programFolder("python");
  const common = { showsBody: () => true, retries: () => true };
  return [
    {
      ...common,
      name: `boto3 ${versionOf("boto3")}`,
      refreshes: [720, 240],
      start: (environment) => startLineProcess(python, [join(folder, "main.py")], environment),
    },
    {
      ...common,
      name: `AWS CLI ${versionOf("awscli")}`,
      refreshes: [],
      start: (environment) => startAwsCli(python, environment),
    },
  ];
}

/** Runs the AWS CLI for each request: it calls the fake STS, which returns the ID of the access key as user ID. */
function startAwsCli(python: string, environment: Readonly<Record<string, string>>): SdkProcess {
  const args = ["-m", "awscli", "sts", "get-caller-identity", "--output", "json"];
  return {
    async get() {
      const { exitCode, stdout, stderr } = await runProgram(python, args, { env: environment });
      return exitCode === 0
        ? { accessKeyId: (JSON.parse(stdout) as { UserId: string }).UserId }
        : { error: { type: `exit code ${exitCode}`, message: stderr.trim() } };
    },
    async stop() {},
  };
}
