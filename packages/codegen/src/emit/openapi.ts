import openapiTS, { astToString } from "openapi-typescript";
import { fileHeader } from "../print/source-file.ts";

/** An OpenAPI document, as far as we look into it. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  /** Absent where no operation has anything but text and numbers in its path. */
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> };
}

interface OpenApiOperation {
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

interface OpenApiResponse {
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

type OpenApiSchema = { readonly oneOf?: readonly unknown[] };

/**
 * Turns the OpenAPI document that Smithy writes into the one that we publish.
 *
 * Smithy puts the bodies of errors that share a status into a `oneOf`. The bodies have the same shape, so each
 * of them matches every branch, which `oneOf` forbids: `anyOf` says what is meant. Which error it is stands in
 * the `x-amzn-errortype` header.
 *
 * @param document - the document as Smithy's `openapi` plugin writes it, with `onErrorStatusConflict: oneOf`
 * @returns the document's text
 */
export function emitOpenApiDocument(document: OpenApiDocument): string {
  const errorBodies = findErrorBodies(document);
  const schemas = Object.fromEntries(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
      name,
      errorBodies.has(`#/components/schemas/${name}`) ? relax(schema) : schema,
    ]),
  );
  const published = { ...document, components: { ...document.components, schemas } };
  return `${JSON.stringify(published, null, 2)}\n`;
}

function relax({ oneOf, ...rest }: OpenApiSchema): object {
  return oneOf === undefined ? rest : { ...rest, anyOf: oneOf };
}

/** The references to the schemas that are the body of an error. */
function findErrorBodies(document: OpenApiDocument): ReadonlySet<string | undefined> {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const responses = operations.flatMap((operation) => Object.entries(operation.responses));
  const errors = responses.filter(([status]) => Number(status) >= 400);
  const contents = errors.flatMap(([, response]) => Object.values(response.content ?? {}));
  return new Set(contents.map((content) => content.schema.$ref));
}

/**
 * Emits the types that JSON holds, by openapi-typescript, with an alias for each schema.
 *
 * @param document - the published OpenAPI document
 * @returns TypeScript, not yet formatted
 */
export async function emitWireTypes(document: string): Promise<string> {
  const nodes = await openapiTS(document, { rootTypes: true, rootTypesNoSchemaPrefix: true, silent: true });
  return `${fileHeader}\n${astToString(nodes)}`;
}
