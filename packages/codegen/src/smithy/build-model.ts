import { join } from "node:path";
import { withTempFolder } from "../files/temp-folder.ts";
import { readArtifacts, readWholeModel, type SmithyArtifacts } from "./artifacts.ts";
import { createBuildConfig } from "./build-config.ts";
import { type SmithyCli, SmithyError } from "./cli.ts";
import { describeOtherServices, findService, guessService } from "./find-service.ts";
import { readModelSource } from "./model-source.ts";
import { runBuild, writeConfig } from "./run-build.ts";
import { dropUnreadTraits, type ReadableSource } from "./unread-traits.ts";

/** Which model to build, for which service. */
export interface BuildRequest {
  /** The absolute path of the folder that holds the model, or of its only file. */
  readonly model: string;
  /** The service's shape ID; needed if the model has more than one with restJson1. */
  readonly service: string | undefined;
  /** Whether to create an OpenAPI document. */
  readonly openApi: boolean;
  /** The name of the client's package, `@eks-auth/client`; `undefined` to create no client. */
  readonly clientPackage: string | undefined;
}

/**
 * Validates and builds a model.
 *
 * @throws SmithyError if the model is not valid, or the Smithy CLI fails
 * @throws CommandError if there is no model, the service can't be determined, or a trait is not defined
 */
export async function buildModel(smithy: SmithyCli, request: BuildRequest): Promise<SmithyArtifacts> {
  const original = await readModelSource(request.model);
  return withTempFolder(smithy.buildFolder, "smithy", async (scratch) => {
    const source = await dropUnreadTraits(original, scratch);
    try {
      return await buildSource(smithy, request, source, scratch);
    } catch (error) {
      throw error instanceof SmithyError ? nameOriginals(error, source) : error;
    }
  });
}

/**
 * Builds with the service that the files seem to have. If Smithy can't build that one, it is asked for the services, which
 * takes an additional run.
 */
async function buildSource(
  smithy: SmithyCli,
  request: BuildRequest,
  source: ReadableSource,
  scratch: string,
): Promise<SmithyArtifacts> {
  const { service: wanted } = request;
  const guess = wanted ?? (await guessService(source));
  if (guess === undefined) {
    const found = await askForService(smithy, source, wanted, scratch);
    return build(smithy, request, source, found, scratch);
  }
  try {
    return await build(smithy, request, source, guess, scratch);
  } catch (error) {
    if (!(error instanceof SmithyError && /^Projection \w+ failed/m.test(error.details))) {
      throw error;
    }
    const found = await askForService(smithy, source, wanted, scratch);
    if (found === guess) {
      throw error;
    }
    return build(smithy, request, source, found, scratch);
  }
}

async function askForService(
  smithy: SmithyCli,
  source: ReadableSource,
  wanted: string | undefined,
  scratch: string,
): Promise<string> {
  const config = await writeConfig(scratch, await createBuildConfig(source));
  const ast = await smithy.run("ast", ["--allow-unknown-traits", "--config", config]);
  return findService(JSON.parse(ast), wanted);
}

async function build(
  smithy: SmithyCli,
  request: BuildRequest,
  source: ReadableSource,
  service: string,
  scratch: string,
): Promise<SmithyArtifacts> {
  const { openApi, clientPackage } = request;
  const text = await createBuildConfig(source, { packages: { service, openApi, clientPackage } });
  const output = join(scratch, "output");
  await runBuild(smithy, await writeConfig(scratch, text), output);
  const whole = await readWholeModel(output);
  findService(whole, request.service);
  const artifacts = await readArtifacts(join(output, "packages"), whole, source);
  return { ...artifacts, notices: [...artifacts.notices, ...describeOtherServices(whole, service)] };
}

/** Names the model's files in an error instead of the copies that Smithy read. */
function nameOriginals(error: SmithyError, { originals }: ReadableSource): SmithyError {
  for (const [copy, original] of originals) {
    error.message = error.message.replaceAll(copy, original);
  }
  return error;
}
