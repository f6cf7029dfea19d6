import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { CommandError } from "@eks-auth/codegen/terminal";
import { installationFolder, programFolder } from "./folders.ts";
import { startLineProcess } from "./line-process.ts";
import type { Sdk } from "./sdk.ts";
import { SdkUnavailable } from "./unavailable.ts";

const run = promisify(execFile);
const oldestMinor = 24;
const advice = `Install Go 1.${oldestMinor} or newer and put it on PATH.`;

/**
 * Builds the program with the AWS SDK for Go.
 *
 * @throws SdkUnavailable where there is no Go, or one that is too old
 * @throws CommandError where it can't be fetched or built
 * @see https://github.com/aws/aws-sdk-go-v2/tree/main/credentials/endpointcreds
 */
export async function setUpGo(): Promise<Sdk[]> {
  const version = await findGo();
  const folder = programFolder("go");
  const sources = await Promise.all(
    ["main.go", "go.mod", "go.sum"].map((name) => readFile(join(folder, name), "utf8")),
  );
  const installation = installationFolder("go");
  await fillFolderOnce(installation, [version, ...sources], (target) =>
    build(folder, join(target, "program")),
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

async function findGo(): Promise<string> {
  let output: string;
  try {
    ({ stdout: output } = await run("go", ["version"]));
  } catch {
    throw new SdkUnavailable(`Go was not found as \`go\`. ${advice}`);
  }
  const minor = Number(/go1\.(\d+)/.exec(output)?.[1]);
  if (!(minor >= oldestMinor)) {
    throw new SdkUnavailable(`Go is too old: ${output.trim()}. ${advice}`);
  }
  return output;
}

async function build(folder: string, program: string): Promise<void> {
  try {
    // The Go that is here, and no other that go.mod might ask it to download.
    const env = { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: "0" };
    await run("go", ["build", "-o", program, "."], { cwd: folder, env, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new CommandError(
      `The program with the AWS SDK for Go could not be built:\n\n${stderr.trim()}\n\n` +
        "Check Go's settings and the connection to its module proxy, and run the command again.",
    );
  }
}
