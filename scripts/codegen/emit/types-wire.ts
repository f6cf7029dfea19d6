import openapiTS, { astToString } from "openapi-typescript";
import { fileHeader } from "../print/file-header.ts";

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
