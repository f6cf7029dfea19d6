import { UnsupportedModelError } from "./json-ast.ts";
import type { PathSegment } from "./service.ts";

/**
 * Splits the `uri` of an `@http` trait into its segments.
 *
 * @param uri - `/clusters/{clusterName}/assume-role-for-pod-identity`
 * @param operation - the operation's shape ID, for the error
 * @throws UnsupportedModelError where it has a greedy label or a literal query
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-uri
 */
export function resolvePath(uri: string, operation: string): readonly PathSegment[] {
  if (uri.includes("?")) {
    throw new UnsupportedModelError(operation, `a literal query is not supported yet, as in ${uri}.`);
  }
  if (uri.includes("+}")) {
    throw new UnsupportedModelError(operation, `a greedy label is not supported yet, as in ${uri}.`);
  }
  return uri
    .slice(1)
    .split("/")
    .map((segment) =>
      segment.startsWith("{")
        ? { kind: "label", member: segment.slice(1, -1) }
        : { kind: "literal", text: segment },
    );
}
