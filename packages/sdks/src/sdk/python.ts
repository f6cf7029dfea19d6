import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeVirtualEnvironment } from "@eks-auth/scripts/python/virtual-environment.ts";
import { startAwsCli } from "./aws-cli.ts";
import { installationFolder, programFolder } from "./folders.ts";
import { startLineProcess } from "./line-process.ts";
import type { Sdk } from "./sdk.ts";

/**
 * Installs boto3 and the AWS CLI.
 *
 * @throws PythonUnavailable where there is no Python
 * @throws CommandError where they can't be installed
 * @see https://github.com/boto/botocore/blob/develop/botocore/credentials.py
 */
export async function setUpPython(): Promise<Sdk[]> {
  const folder = programFolder("python");
  const requirements = join(folder, "requirements.txt");
  const python = await makeVirtualEnvironment(installationFolder("python"), requirements);
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
