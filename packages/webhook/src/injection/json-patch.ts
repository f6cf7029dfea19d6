/**
 * An operation of a JSON Patch.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export interface PatchOperation {
  readonly op: "add";
  /** A JSON Pointer. */
  readonly path: string;
  readonly value: unknown;
}

/** Formats a JSON Pointer: `/spec/containers/0/env`. */
export function formatPointer(...segments: readonly (string | number)[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/**
 * Appends values to a list that need not exist yet. Nothing that is in the list is touched.
 *
 * @param list - the list that is there, if there is one
 * @param path - its JSON Pointer
 */
export function appendAll(
  list: readonly unknown[] | undefined,
  path: string,
  values: readonly unknown[],
): readonly PatchOperation[] {
  if (values.length === 0) {
    return [];
  }
  return list === undefined
    ? [{ op: "add", path, value: values }]
    : values.map((value) => ({ op: "add", path: `${path}/-`, value }));
}
