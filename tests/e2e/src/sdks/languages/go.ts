import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { buildGo, requireGo } from "../../tools/go.ts";
import { installationFolder, programFolder, type Sdk, startLineProcess } from "./sdk.ts";

/**
 * Builds the program with the AWS SDK for Go.
 *
 * @throws {ToolUnavailableError} if Go is missing or too old
 * @see https://github.com/aws/aws-sdk-go-v2/tree/main/credentials/endpointcreds
 */
export async function setUpGo(): Promise<Sdk[]> {
  const version = await requireGo("1.24");
  const module = programFolder("go");
  const sources = await Promise.all(
    ["main.go", "go.mod", "go.sum"].map((name) => readFile(join(module, name), "utf8")),
  );
  const installation = installationFolder("go");
  await fillFolderOnce(installation, [version, ...sources], (target) =>
    buildGo({ module, output: join(target, "program") }),
  );
  const retried = new Set([429, 500, 502, 503, 504]);
  return [
    {
      name: `Go ${/aws-sdk-go-v2\/config v(\S+)/.exec(sources[1] ?? "")?.[1]}`,
      showsBody: () => true,
      retries: (status) => retried.has(status),
      refreshes: [240],
      start: (environment) => startLineProcess(join(installation, "program"), [], environment),
    },
  ];
}
