import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { buildGo, requireGo } from "../../tools/go.ts";
import { installationFolder, programFolder } from "../languages/sdk.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Builds the program with the signer of the AWS SDK for Go.
 *
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function setUpGoSigning(): Promise<SigningClient[]> {
  const version = await requireGo("1.24");
  const module = programFolder("signing/go");
  const [manifest = "", ...sources] = await Promise.all(
    ["go.mod", "go.sum", "main.go"].map((name) => readFile(join(module, name), "utf8")),
  );
  const installation = installationFolder("signing-go");
  await fillFolderOnce(installation, [version, manifest, ...sources], (target) =>
    buildGo({ module, output: join(target, "program") }),
  );
  return [
    {
      name: `signer/v4 of aws-sdk-go-v2 ${/aws-sdk-go-v2 v(\S+)/.exec(manifest)?.[1]}`,
      call: (call) => runClient(join(installation, "program"), [], call),
    },
  ];
}
