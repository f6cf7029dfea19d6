import openapiTS, { astToString } from "openapi-typescript";
import { fileHeader } from "../print/source-file.ts";
import type { OpenApiDocument, OpenApiSchema } from "../smithy/artifacts.ts";

/**
 * Emits openapi.json from the OpenAPI document that Smithy generates.
 *
 * Smithy puts the bodies of errors with the same status into a `oneOf`. These bodies have the same shape, so each matches
 * every branch, which `oneOf` forbids. The emitted document uses `anyOf`. The header `x-amzn-errortype` has the error's
 * name. Patterns are in the syntax of ECMAScript, as JSON Schema says.
 *
 * @param document - the output of Smithy's `openapi` plugin with `onErrorStatusConflict: oneOf`
 * @param patterns - the replacements of patterns; `undefined` removes one
 * @returns the document's text
 */
export function emitOpenApiDocument(
  document: OpenApiDocument,
  patterns: ReadonlyMap<string, string | undefined> = new Map(),
): string {
  const errorBodies = findErrorBodies(document);
  const schemas = Object.fromEntries(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
      name,
      errorBodies.has(`#/components/schemas/${name}`) ? relax(schema) : schema,
    ]),
  );
  const published = { ...document, components: { ...document.components, schemas } };
  const replacer = (key: string, value: unknown): unknown =>
    key === "pattern" && typeof value === "string" && patterns.has(value) ? patterns.get(value) : value;
  return `${JSON.stringify(published, replacer, 2)}\n`;
}

function relax({ oneOf, ...rest }: OpenApiSchema): object {
  return oneOf === undefined ? rest : { ...rest, anyOf: oneOf };
}

function findErrorBodies(document: OpenApiDocument): ReadonlySet<string | undefined> {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const responses = operations.flatMap((operation) => Object.entries(operation.responses));
  const errors = responses.filter(([status]) => Number(status) >= 400);
  const contents = errors.flatMap(([, response]) => Object.values(response.content ?? {}));
  return new Set(contents.map((content) => content.schema.$ref));
}

/**
 * Emits wire.ts: the types of the JSON, from openapi-typescript, with an alias for each schema. A member with a default is
 * optional unless it is required: a request can omit it, and a schema can be of requests and responses.
 *
 * @param document - the text of openapi.json
 * @returns TypeScript, not yet formatted
 */
export async function emitWireTypes(document: string): Promise<string> {
  const nodes = await openapiTS(document, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    defaultNonNullable: false,
    silent: true,
  });
  return `${fileHeader}\n${avoidCollisions(astToString(nodes))}`;
}

/** What openapi-typescript declares in each file. */
const declared = /^export type (paths|webhooks|components|operations|\$defs) = components\['schemas'\].*\n/gm;

/**
 * A schema gets no alias if openapi-typescript declares its name. The alias of a schema `Record` would replace TypeScript's
 * own type in the file.
 */
function avoidCollisions(types: string): string {
  const aliased = types.replace(declared, "");
  return /^export type Record = /m.test(aliased)
    ? aliased.replaceAll("Record<string, never>", "{ [key: string]: never }")
    : aliased;
}
