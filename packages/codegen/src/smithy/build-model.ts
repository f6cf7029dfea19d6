import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles, withTempFolder } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { createBuildConfig } from "./build-config.ts";
import type { SmithyCli } from "./cli.ts";
import { findService, requireOnlyService } from "./find-service.ts";
import { type ModelSource, readModelSource } from "./model-source.ts";

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
  /** The text of the model's JSON AST, as Smithy writes it. */
  readonly modelText: string;
  readonly model: JsonAst;
  readonly openApi: OpenApiDocument;
  /** The files of the official TypeScript client by path: `src/index.ts`. */
  readonly clientFiles: ReadonlyMap<string, string>;
}

/** Which model to build, for which service. */
export interface BuildRequest {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  /** The service's shape ID if the model is known to have it; otherwise the one to look for, if any. */
  readonly service: { readonly id: string } | { readonly wanted: string | undefined };
  /** The name of the client's package, `@eks-auth/client`. */
  readonly clientPackage: string;
}

/**
 * Validates and builds a model.
 *
 * @throws SmithyError if the model is not valid
 * @throws CommandError if there is no model, the service can't be determined, or the model has more services than the known
 *   one
 */
export async function buildModel(smithy: SmithyCli, request: BuildRequest): Promise<SmithyArtifacts> {
  const source = await readModelSource(request.model);
  return withTempFolder(smithy.buildFolder, "smithy", async (scratch) => {
    const service = await resolveService(smithy, request, source, scratch);
    const text = await createBuildConfig(source, { service, clientPackage: request.clientPackage });
    const config = await writeConfig(scratch, text);
    const output = join(scratch, "output");
    await smithy.run("build", ["--quiet", "--config", config, "--output", output]);
    if ("id" in request.service) {
      requireOnlyService(
        JSON.parse(await readFile(join(output, "source/model/model.json"), "utf8")),
        service,
      );
    }
    return readArtifacts(output);
  });
}

/** Finds the service. This takes an additional run of Smithy, because the plugins need its ID. */
async function resolveService(
  smithy: SmithyCli,
  { service }: BuildRequest,
  source: ModelSource,
  scratch: string,
): Promise<string> {
  if ("id" in service) {
    return service.id;
  }
  const config = await writeConfig(scratch, await createBuildConfig(source));
  return findService(JSON.parse(await smithy.run("ast", ["--config", config])), service.wanted);
}

async function writeConfig(folder: string, text: string): Promise<string> {
  const file = join(folder, "smithy-build.json");
  await writeFile(file, text);
  return file;
}

async function readArtifacts(output: string): Promise<SmithyArtifacts> {
  const modelText = await readFile(join(output, "model/model/model.json"), "utf8");
  // There is one document, named after the service.
  const [openApiText = ""] = (await readTree(join(output, "openapi/openapi"))).values();
  return {
    modelText,
    model: JSON.parse(modelText),
    openApi: JSON.parse(openApiText),
    clientFiles: await readTree(join(output, "client/typescript-client-codegen")),
  };
}

async function readTree(directory: string): Promise<Map<string, string>> {
  const texts = (await listFiles(directory)).map(async (file): Promise<[string, string]> => {
    return [file, await readFile(join(directory, file), "utf8")];
  });
  return new Map(await Promise.all(texts));
}
