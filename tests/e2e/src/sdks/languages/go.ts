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
  const { program, versionOf } = await installGoProgram("go");
  const retried = new Set([429, 500, 502, 503, 504]);
  return [
    {
      name: `Go ${versionOf("aws-sdk-go-v2/config")}`,
      showsBody: () => true,
      retries: (status) => retried.has(status),
      refreshes: [240],
      start: (environment) => startLineProcess(program, [], environment),
    },
  ];
}

/** A program that uses the AWS SDK for Go. */
interface GoProgram {
  /** The path of the program. */
  readonly program: string;
  /** Returns the version of a module that its go.mod requires, by the end of the module's path. */
  readonly versionOf: (module: string) => string | undefined;
}

/**
 * Builds a program from its go.mod, go.sum and main.go.
 *
 * @param name - of the folder in `programs`
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function installGoProgram(name: string): Promise<GoProgram> {
  const version = await requireGo("1.24");
  const module = programFolder(name);
  const [manifest = "", ...sources] = await Promise.all(
    ["go.mod", "go.sum", "main.go"].map((file) => readFile(join(module, file), "utf8")),
  );
  const installation = installationFolder(name.replaceAll("/", "-"));
  await fillFolderOnce(installation, [version, manifest, ...sources], (target) =>
    buildGo({ module, output: join(target, "program") }),
  );
  return {
    program: join(installation, "program"),
    versionOf: (module) => new RegExp(`/${module} v(\\S+)`).exec(manifest)?.[1],
  };
}
