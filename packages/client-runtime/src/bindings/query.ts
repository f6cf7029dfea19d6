import { createWriteError, writeString } from "@eks-auth/server-runtime";
import { percentEncode } from "../encoding/percent-encoding.ts";

/** The parameters of a query: a value or the values of each key. */
export type QueryParameters = Map<string, string | readonly string[]>;

/**
 * Adds the parameters of a map. Those that the query already has take precedence.
 *
 * @param name - the member that holds the map
 * @throws TypeError if the map isn't an object of strings or lists of strings
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait
 */
export function addQueryParams(
  query: QueryParameters,
  value: Readonly<Record<string, string | readonly string[]>>,
  name: string,
): void {
  if (typeof value !== "object" || value === null) {
    throw createWriteError("an object", "", name);
  }
  for (const [key, content] of Object.entries(value)) {
    if (!query.has(key)) {
      const path = `/${name}`;
      query.set(
        key,
        Array.isArray(content)
          ? content.map((item) => writeString(item, path, key))
          : writeString(content as string, path, key),
      );
    }
  }
}

/** Writes a query, percent-encoded. A parameter with an empty list is left out. */
export function writeQuery(query: QueryParameters): string {
  return [...query]
    .flatMap(([key, values]) =>
      [values].flat().map((value) => `${percentEncode(key)}=${percentEncode(value)}`),
    )
    .join("&");
}
