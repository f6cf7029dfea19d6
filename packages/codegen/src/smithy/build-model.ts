import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "../emit/openapi.ts";
import { withTempFolder } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { makeBuildConfig } from "./build-config.ts";
import type { SmithyCli } from "./cli.ts";
import { findService, requireOnlyService } from "./find-service.ts";
import { type ModelSource, readModelSource } from "./model-source.ts";

/** What the Smithy CLI makes of the model. */
export interface SmithyArtifacts {
  /** The model in JSON AST, as Smithy writes it. */
  readonly modelText: string;
  readonly model: JsonAst;
  readonly openApi: OpenApiDocument;
  /** The files of the official TypeScript client, by their path in its package: `src/index.ts`. */
  readonly clientFiles: ReadonlyMap<string, string>;
}

/** The model to build, and what of it. */
export interface BuildRequest {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  /** The service's shape ID where it is known to be there; else the one that is wanted, if any is, to be looked for. */
  readonly service: { readonly id: string } | { readonly wanted: string | undefined };
  /** The name of the client's package, `@eks-auth/client`. */
  readonly clientPackage: string;
}

/**
 * Validates and builds a model.
 *
 * @throws SmithyError where the model is not valid
 * @throws CommandError where there is no model, which service of it is meant can't be told, or there are others beside the
 *   one that is known
 */
export async function buildModel(smithy: SmithyCli, order: BuildRequest): Promise<SmithyArtifacts> {
  const source = await readModelSource(order.model);
  return withTempFolder("smithy", async (scratch) => {
    const service = await resolveService(smithy, order, source, scratch);
    const text = await makeBuildConfig(source, { service, clientPackage: order.clientPackage });
    const config = await writeConfig(scratch, text);
    const output = join(scratch, "output");
    await smithy.run("build", ["--quiet", "--config", config, "--output", output]);
    if ("id" in order.service) {
      requireOnlyService(
        JSON.parse(await readFile(join(output, "source/model/model.json"), "utf8")),
        service,
      );
    }
    return readArtifacts(output);
  });
}

/** Looking for it costs another run of Smithy: the plugins have to be told the service before they run. */
async function resolveService(
  smithy: SmithyCli,
  { service }: BuildRequest,
  source: ModelSource,
  scratch: string,
): Promise<string> {
  if ("id" in service) {
    return service.id;
  }
  const config = await writeConfig(scratch, await makeBuildConfig(source));
  return findService(JSON.parse(await smithy.run("ast", ["--config", config])), service.wanted);
}

async function writeConfig(folder: string, text: string): Promise<string> {
  const file = join(folder, "smithy-build.json");
  await writeFile(file, text);
  return file;
}

async function readArtifacts(output: string): Promise<SmithyArtifacts> {
  const modelText = await readFile(join(output, "model/model/model.json"), "utf8");
  // One document, named after the service.
  const [openApiText = ""] = (await readTree(join(output, "openapi/openapi"))).values();
  return {
    modelText,
    model: JSON.parse(modelText),
    openApi: JSON.parse(openApiText),
    clientFiles: await readTree(join(output, "client/typescript-client-codegen")),
  };
}

async function readTree(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files
    .toSorted()
    .map(
      async (file): Promise<[string, string]> => [
        file.slice(directory.length + 1),
        await readFile(file, "utf8"),
      ],
    );
  return new Map(await Promise.all(texts));
}
