/** A part of a JSON Schema. */
export interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
}

/** Keys that every chart gets if another chart depends on it. They are not in `values.yaml`. */
const keysOfDependencies: readonly string[] = ["global", "enabled"];

/**
 * Returns the schema of the values with descriptions, which editors show: the comments of `values.yaml`.
 *
 * @param comments - by the path of a value: `cluster.name`
 */
export function describeSchema(schema: JsonSchema, comments: ReadonlyMap<string, string>): JsonSchema {
  return describe(schema, [], comments);
}

function describe(
  schema: JsonSchema,
  path: readonly string[],
  comments: ReadonlyMap<string, string>,
): JsonSchema {
  const { description: _old, properties, ...rest } = schema;
  const description = comments.get(path.join("."));
  const described = description === undefined ? rest : { description, ...rest };
  if (properties === undefined) {
    return described;
  }
  const entries = Object.entries(properties).map(([key, value]) => [
    key,
    describe(value, [...path, key], comments),
  ]);
  return { ...described, properties: Object.fromEntries(entries) };
}

/** Lists the paths of all values of a schema that have no values below them. */
export function listSchemaPaths(schema: JsonSchema, path: readonly string[] = []): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => path.length > 0 || !keysOfDependencies.includes(key))
    .flatMap(([key, value]) =>
      value.properties === undefined ? [[...path, key].join(".")] : listSchemaPaths(value, [...path, key]),
    );
}

/**
 * Lists the paths of the values that the schema names, as they are in `values.yaml`.
 *
 * @param values - the parsed file
 */
export function listValuePaths(
  values: Readonly<Record<string, unknown>>,
  schema: JsonSchema,
  path: readonly string[] = [],
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const below = schema.properties?.[key];
    const here = [...path, key];
    return below?.properties === undefined
      ? [here.join(".")]
      : listValuePaths((value ?? {}) as Record<string, unknown>, below, here);
  });
}

/** Lists the paths of the objects that the schema has keys for, and that can have others. */
export function listOpenPaths(schema: JsonSchema, path = ""): string[] {
  const { properties = {}, items } = schema;
  const below = Object.entries(properties).flatMap(([key, value]) => listOpenPaths(value, `${path}.${key}`));
  const entries = items === undefined ? [] : listOpenPaths(items as JsonSchema, `${path}[]`);
  const isOpen = schema.properties !== undefined && schema.additionalProperties !== false;
  return [...(isOpen ? [path.slice(1)] : []), ...below, ...entries];
}
