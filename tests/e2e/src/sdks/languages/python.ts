import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { createVirtualEnvironment } from "../../tools/python.ts";
import { installationFolder, programFolder, type Sdk, type SdkProcess, startLineProcess } from "./sdk.ts";

/**
 * Installs boto3 and the AWS CLI.
 *
 * @throws {ToolUnavailableError} if there is no Python
 * @see https://github.com/boto/botocore/blob/develop/botocore/credentials.py
 */
export async function setUpPython(): Promise<Sdk[]> {
  const folder = programFolder("python");
  const requirements = join(folder, "requirements.txt");
  const python = await createVirtualEnvironment(installationFolder("python"), requirements);
  const pins = await readFile(requirements, "utf8");
  const versionOf = (name: string) => new RegExp(`^${name}==(.+)$`, "m").exec(pins)?.[1];
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
