import type { Schema } from "../../src/validation/index.ts";

/** What a JSON schema says about itself. */
export interface SchemaTitle {
  /** The last part of its ID, a URN, which needs no address: `config`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/**
 * Formats a schema as the file of a JSON schema: draft 7, which editors and SchemaStore support best.
 *
 * @see https://github.com/SchemaStore/schemastore/blob/master/CONTRIBUTING.md
 */
export function formatSchema(schema: Schema<unknown>, { id, title, description }: SchemaTitle): string {
  const document = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `urn:eks-auth:schema:${id}`,
    title,
    description,
    ...schema.toJson(),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
