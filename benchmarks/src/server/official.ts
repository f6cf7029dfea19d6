import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SmithyCli, SmithyError } from "@eks-auth/codegen/smithy";
import { isToolUnavailable } from "@eks-auth/codegen/terminal";
import { buildFolder } from "@eks-auth/conformance/official/build-models";
import { generateOfficialServer } from "@eks-auth/conformance/official/server";
import { root } from "@eks-auth/test-kit/repository";
import { locateProgram } from "../measure/program-process.ts";

/** In the folder of the conformance tests, where the packages of the generated server are resolved. */
const folder = join(buildFolder, "EKSAuthFrontend");

/** The path of the generated server. */
export const officialServerFile: string = join(folder, "official-server/server.mjs");

/** The path of the module under test: the generated server on `node:http`. */
export const officialModuleFile: string = join(folder, "benchmark-server.mjs");

/** Imports the adapter first, because it disables the console. */
const officialModule = `import { connectOfficialServer } from ${JSON.stringify(locateProgram("server/official.ts"))};
import { getEKSAuthFrontendServiceHandler, InvalidParameterException } from "./official-server/server.mjs";
export const createServer = connectOfficialServer(getEKSAuthFrontendServiceHandler, InvalidParameterException);
`;

/**
 * Generates the official server of the model, unless it is up to date.
 *
 * @returns why it cannot be generated, or undefined if it is ready
 */
export async function prepareOfficialServer(): Promise<string | undefined> {
  const model = join(root, "packages/types/src/gen/model.json");
  try {
    await generateOfficialServer(await SmithyCli.open(root), {
      service: "com.amazonaws.eksauth#EKSAuthFrontend",
      model,
      modelText: await readFile(model, "utf8"),
      dependencies: ["software.amazon.smithy:smithy-aws-endpoints:1.69.0"],
      listsValidationException: false,
      folder: join(folder, "official-server"),
    });
  } catch (error) {
    if (isToolUnavailable(error) || error instanceof SmithyError) {
      return error.message;
    }
    throw error;
  }
  await writeFile(officialModuleFile, officialModule);
  return undefined;
}

/**
 * Checks whether the Smithy CLI can run on this machine. It downloads the CLI, so that no measurement includes that.
 *
 * @returns why it cannot run, or undefined if it can
 */
export async function findSmithyProblem(): Promise<string | undefined> {
  try {
    await SmithyCli.open(root);
    return undefined;
  } catch (error) {
    if (isToolUnavailable(error)) {
      return error.message;
    }
    throw error;
  }
}
