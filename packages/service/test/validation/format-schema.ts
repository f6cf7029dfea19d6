import type { Schema } from "../../src/validation/index.ts";

/** Formats a schema as the file of a JSON schema. */
export function formatSchema(schema: Schema<unknown>): string {
  const document = { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema.toJson() };
  return `${JSON.stringify(document, null, 2)}\n`;
}
