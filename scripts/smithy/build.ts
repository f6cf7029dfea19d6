import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "../codegen/emit/openapi-document.ts";
import type { JsonAst } from "../codegen/model/json-ast.ts";
import { inScratchFolder } from "../scratch-folder.ts";
import type { SmithyCli } from "./cli.ts";

/** What the Smithy CLI makes of the model. */
export interface SmithyArtifacts {
  /** The model in JSON AST, as Smithy writes it. */
  readonly modelText: string;
  readonly model: JsonAst;
  readonly openApi: OpenApiDocument;
  /** The files of the official TypeScript client, by their path in its package: `src/index.ts`. */
  readonly clientFiles: ReadonlyMap<string, string>;
}

/**
 * Validates and builds the model.
 *
 * @throws SmithyFailure where the model is not valid
 */
export function buildModel(smithy: SmithyCli): Promise<SmithyArtifacts> {
  return inScratchFolder("smithy", async (output) => {
    await smithy.run("build", ["--quiet", "--config", "model/smithy-build.json", "--output", output]);
    return readArtifacts(output);
  });
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
