import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../files/list-files.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { pruneModel } from "./prune-model.ts";
import type { ReadableSource } from "./unread-traits.ts";

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
  /** The files of the official TypeScript client by path, `src/index.ts`; none if it was not requested. */
  readonly clientFiles: ReadonlyMap<string, string>;
  /** What of the model was left out: one line for each kind. */
  readonly notices: readonly string[];
}

/** The model with everything that Smithy read, without transforms. */
export async function readWholeModel(output: string): Promise<JsonAst> {
  return JSON.parse(await readFile(join(output, "source/model/model.json"), "utf8"));
}

/**
 * Reads what the projection of a service wrote.
 *
 * @param folder - the absolute path of the projection's folder
 * @param whole - the model with the definitions of traits
 * @throws CommandError if a trait of the model is not defined
 */
export async function readArtifacts(
  folder: string,
  whole: JsonAst,
  source: ReadableSource,
): Promise<SmithyArtifacts> {
  const { text, model, dropped } = pruneModel(
    await readFile(join(folder, "model/model.json"), "utf8"),
    (trait) => whole.shapes[trait] !== undefined,
  );
  // There is one document, named after the service.
  const [openApiText] = (await readTree(join(folder, "openapi"))).values();
  return {
    modelText: text,
    model,
    openApi: openApiText === undefined ? undefined : JSON.parse(openApiText),
    clientFiles: await readTree(join(folder, "typescript-client-codegen")),
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

async function readTree(directory: string): Promise<Map<string, string>> {
  const files = existsSync(directory) ? await listFiles(directory) : [];
  const texts = files.map(async (file): Promise<[string, string]> => {
    return [file, await readFile(join(directory, file), "utf8")];
  });
  return new Map(await Promise.all(texts));
}
