import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@eks-auth/codegen/root";
import { SmithyCli, SmithyError } from "@eks-auth/codegen/smithy";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { buildFolder } from "@eks-auth/conformance/official/build-models";
import { generateOfficialServer } from "@eks-auth/conformance/official/server";

/** Beside the packages that it needs: those of the conformance tests. */
const folder = join(buildFolder, "EKSAuthFrontend");
const connection = fileURLToPath(new URL("./connect.ts", import.meta.url));
const mute = fileURLToPath(new URL("./mute-console.ts", import.meta.url));

/** The generated server alone. */
export const officialServerFile: string = join(folder, "official-server/server.mjs");

/** The generated server, connected to `node:http`: the module of the subject. */
export const officialSubjectFile: string = join(folder, "bench-subject.mjs");

/**
 * Generates the official server of our model, unless it is there already.
 *
 * @returns why it can't be; `undefined` where it is ready
 */
export async function prepareOfficialServer(): Promise<string | undefined> {
  const model = join(root, "packages/types/src/gen/model.json");
  try {
    await generateOfficialServer(await SmithyCli.open(), {
      service: "com.amazonaws.eksauth#EKSAuthFrontend",
      model,
      modelText: await readFile(model, "utf8"),
      dependencies: ["software.amazon.smithy:smithy-aws-endpoints:1.69.0"],
      listsValidationException: false,
      folder: join(folder, "official-server"),
    });
  } catch (error) {
    if (error instanceof ToolUnavailableError || error instanceof SmithyError) {
      return error.message;
    }
    throw error;
  }
  await writeFile(officialSubjectFile, makeSubjectModule());
  return undefined;
}

function makeSubjectModule(): string {
  return [
    `import ${JSON.stringify(mute)};`,
    `import { connectOfficialServer } from ${JSON.stringify(connection)};`,
    `import { getEKSAuthFrontendServiceHandler, InvalidParameterException } from "./official-server/server.mjs";`,
    "export const createServer =",
    "  connectOfficialServer(getEKSAuthFrontendServiceHandler, InvalidParameterException);",
    "",
  ].join("\n");
}
