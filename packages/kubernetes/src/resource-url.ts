import type { ResourcePath } from "./object.ts";

/** Values of a URL's query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Creates the path of a resource, or of one of its objects.
 *
 * @param name - the object's name
 * @param subresource - such as `status`
 * @throws RangeError if a name is empty, `.` or `..`: the path would be that of another resource
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
 */
export function resourcePath(
  { group, version, plural, namespace }: ResourcePath,
  name?: string,
  subresource?: string,
): string {
  const base = group === "" ? ["api", version] : ["apis", group, version];
  const scope = namespace === undefined ? [] : ["namespaces", namespace];
  const object = [name, subresource].filter((part) => part !== undefined);
  const segments = [...base, ...scope, plural, ...object];
  if (segments.some((segment) => /^\.{0,2}$/.test(segment))) {
    throw new RangeError(
      `${JSON.stringify(segments.join("/"))} is no path of a resource. Correct its names.`,
    );
  }
  return segments.map(encodeURIComponent).join("/");
}

/**
 * Creates the URL of a path below an API server's.
 *
 * @param server - its URL, which can have a path
 * @param path - without a slash at its start
 */
export function requestUrl(server: URL, path: string, query: Query = {}): URL {
  const base = new URL(server);
  base.pathname = `${base.pathname.replace(/\/$/, "")}/${path}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      base.searchParams.set(name, String(value));
    }
  }
  return base;
}
