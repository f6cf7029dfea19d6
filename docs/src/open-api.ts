/** An OpenAPI document: the parts that its page shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A request of a document, and its responses by status. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** A part of a request's path or query, or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}

type Content = Readonly<
  Record<string, { readonly schema: Schema; readonly examples?: Readonly<Record<string, Example>> }>
>;

/** A value, of a part of a message. */
export interface Example {
  readonly summary?: string;
  readonly description?: string;
  readonly value: unknown;
}

/** What JSON can be. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A value in JSON. */
export interface Field {
  /** Its path in the JSON: `credentials.expiration`, `associations[].arn`. */
  readonly path: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** Finds the schema that a reference names; a schema without one is returned as it is. */
export function resolveSchema({ components }: OpenApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name === undefined ? schema : { ...components?.schemas?.[name], ...withoutReference(schema) };
}

/** The name of the schema that a reference names: `AccessDeniedException`. */
export function schemaName({ $ref = "" }: Schema): string {
  return $ref.replace("#/components/schemas/", "").replace(/ResponseContent$/, "");
}

/**
 * Lists the properties of an object, and those of objects in it, in the document's order.
 *
 * @param path - what the paths start with
 * @param seen - the references around the object, which can contain itself
 */
export function listFields(
  document: OpenApiDocument,
  schema: Schema,
  path = "",
  seen: readonly string[] = [],
): Field[] {
  if (schema.$ref !== undefined && seen.includes(schema.$ref)) {
    return [];
  }
  const around = schema.$ref === undefined ? seen : [...seen, schema.$ref];
  const { properties = {}, required = [], items, additionalProperties } = resolveSchema(document, schema);
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const field = path === "" ? name : `${path}.${name}`;
    return [
      { path: field, required: required.includes(name), schema: resolveSchema(document, property) },
      ...listFields(document, property, field, around),
    ];
  });
  return [
    ...own,
    ...(items === undefined ? [] : listFields(document, items, `${path}[]`, around)),
    ...(additionalProperties === undefined
      ? []
      : listFields(document, additionalProperties, `${path}.*`, around)),
  ];
}

function withoutReference({ $ref: _, ...rest }: Schema): Schema {
  return rest;
}
