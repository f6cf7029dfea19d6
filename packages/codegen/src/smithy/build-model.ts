import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles, withTempFolder } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { createBuildConfig } from "./build-config.ts";
import { type SmithyCli, SmithyError } from "./cli.ts";
import { findService, guessService, requireOnlyService } from "./find-service.ts";
import { listModels } from "./model-encoding.ts";
import { readModelSource } from "./model-source.ts";
import { pruneModel } from "./prune-model.ts";
import { dropUnreadTraits, type ReadableSource } from "./unread-traits.ts";

/** An OpenAPI document: the parts that the generator reads. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  /** Absent if no operation has a body. */
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> };
}

interface OpenApiOperation {
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

interface OpenApiResponse {
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

/** A schema of an OpenAPI document. */
export type OpenApiSchema = { readonly oneOf?: readonly unknown[] };

/** The output of the Smithy CLI for a model. */
export interface SmithyArtifacts {
  /** The text of the model's JSON AST: the service with what it uses, without definitions of traits. */
  readonly modelText: string;
  readonly model: JsonAst;
  /** Absent if it was not requested. */
  readonly openApi: OpenApiDocument | undefined;
  /** The files of the official TypeScript client by path: `src/index.ts`. */
  readonly clientFiles: ReadonlyMap<string, string>;
  /** What of the model was left out: one line for each kind. */
  readonly notices: readonly string[];
}

/** Which model to build, for which service. */
export interface BuildRequest {
  /** The absolute path of the folder that holds the model, or of its only file. */
  readonly model: string;
  /** The service's shape ID if the model is known to have it; otherwise the one to look for, if any. */
  readonly service: { readonly id: string } | { readonly wanted: string | undefined };
  /** Whether to create an OpenAPI document. */
  readonly openApi: boolean;
  /** The name of the client's package, `@eks-auth/client`. */
  readonly clientPackage: string;
}

/**
 * Validates and builds a model.
 *
 * @throws SmithyError if the model is not valid, or the Smithy CLI fails
 * @throws CommandError if there is no model, the service can't be determined, the model has more services than the known
 *   one, or a trait is not defined
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
  const { service } = request;
  const wanted = "id" in service ? service.id : service.wanted;
  const guess = wanted ?? (await guessService(await listFilesOf(source)));
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

async function listFilesOf({ sources, imports }: ReadableSource): Promise<string[]> {
  return (await Promise.all([...sources, ...imports].map(listModels))).flat();
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
  const config = await writeConfig(
    scratch,
    await createBuildConfig(source, { service, openApi, clientPackage }),
  );
  const output = join(scratch, "output");
  await smithy.run("build", ["--allow-unknown-traits", "--config", config, "--output", output]);
  const whole: JsonAst = JSON.parse(await readFile(join(output, "source/model/model.json"), "utf8"));
  if ("id" in request.service) {
    requireOnlyService(whole, service);
  } else {
    findService(whole, request.service.wanted);
  }
  return readArtifacts(output, whole, source);
}

async function writeConfig(folder: string, text: string): Promise<string> {
  const file = join(folder, "smithy-build.json");
  await writeFile(file, text);
  return file;
}

async function readArtifacts(
  output: string,
  whole: JsonAst,
  source: ReadableSource,
): Promise<SmithyArtifacts> {
  const { text, model, dropped } = pruneModel(
    await readFile(join(output, "model/model/model.json"), "utf8"),
    (trait) => whole.shapes[trait] !== undefined,
  );
  // There is one document, named after the service.
  const [openApiText] = (await readTree(join(output, "openapi/openapi"))).values();
  return {
    modelText: text,
    model,
    openApi: openApiText === undefined ? undefined : JSON.parse(openApiText),
    clientFiles: await readTree(join(output, "client/typescript-client-codegen")),
    notices: describeDropped(source, dropped),
  };
}

function describeDropped(source: ReadableSource, dropped: ReadonlyMap<string, readonly string[]>): string[] {
  const counts = [
    ...source.dropped,
    ...[...dropped].map(([trait, owners]) => [trait, owners.length] as const),
  ];
  return counts
    .map(
      ([name, count]) =>
        `Left out: ${name} (${count} ${count === 1 ? "time" : "times"}), which no package needs.`,
    )
    .sort();
}

/** Names the model's files in an error instead of the copies that Smithy read. */
function nameOriginals(error: SmithyError, { originals }: ReadableSource): SmithyError {
  for (const [copy, original] of originals) {
    error.message = error.message.replaceAll(copy, original);
  }
  return error;
}

async function readTree(directory: string): Promise<Map<string, string>> {
  const files = existsSync(directory) ? await listFiles(directory) : [];
  const texts = files.map(async (file): Promise<[string, string]> => {
    return [file, await readFile(join(directory, file), "utf8")];
  });
  return new Map(await Promise.all(texts));
}
