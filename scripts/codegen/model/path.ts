import type { PathSegment, QueryLiteral } from "./service.ts";

/**
 * Splits the `uri` of an `@http` trait into the segments of its path and the literals of its query.
 *
 * @param uri - `/clusters/{clusterName}/objects/{key+}?list&version=2`
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-uri
 */
export function resolveUri(uri: string): {
  readonly path: readonly PathSegment[];
  readonly query: readonly QueryLiteral[];
} {
  const [path = "", query = ""] = uri.split("?");
  return {
    path: path.slice(1).split("/").map(resolveSegment),
    query: query
      .split("&")
      .filter((literal) => literal !== "")
      .map((literal) => {
        const [name = "", value = ""] = literal.split("=");
        return { name, value };
      }),
  };
}

function resolveSegment(segment: string): PathSegment {
  if (segment.endsWith("+}")) {
    return { kind: "greedy", member: segment.slice(1, -2) };
  }
  return segment.startsWith("{")
    ? { kind: "label", member: segment.slice(1, -1) }
    : { kind: "literal", text: segment };
}
