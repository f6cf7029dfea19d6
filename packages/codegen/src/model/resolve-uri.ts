import { type ModelProblem, UnsupportedModelError } from "./json-ast.ts";
import type { Operation, PathSegment, QueryLiteral } from "./service.ts";

/**
 * Splits the `uri` of an `@http` trait into the segments of its path and the literals of its query. A slash at the end of the
 * path has no meaning.
 *
 * @param uri - `/clusters/{clusterName}/objects/{key+}?list&version=2`
 * @param id - the operation's shape ID
 * @throws UnsupportedModelError if the path has more than one greedy label
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-uri
 */
export function resolveUri(
  uri: string,
  id: string,
): { readonly path: readonly PathSegment[]; readonly query: readonly QueryLiteral[] } {
  const [path = "", query = ""] = uri.split("?");
  const segments = path.replace(/\/$/, "").split("/").slice(1).map(resolveSegment);
  if (segments.filter(({ kind }) => kind === "greedy").length > 1) {
    const problem = `its uri ${uri} has more than one greedy label. Use a label without + for all but one.`;
    throw new UnsupportedModelError(id, problem);
  }
  return {
    path: segments,
    query: query
      .split("&")
      .filter((literal) => literal !== "")
      .map((literal) => {
        const [name = "", ...value] = literal.split("=");
        return { name, value: value.join("=") };
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

/**
 * Rejects operations that only the host could tell apart. Smithy allows them if they have different host prefixes.
 *
 * @throws UnsupportedModelError if two operations match the same requests
 */
export function rejectEquivalentUris(operations: readonly Operation[]): void {
  const known = new Map<string, string>();
  const problems: ModelProblem[] = [];
  for (const { id, method, path, query } of operations) {
    const segments = path.map((segment) => (segment.kind === "literal" ? segment.text : `{${segment.kind}}`));
    const literals = query.map(({ name, value }) => `${name}=${value}`).sort();
    const uri = `${method} /${segments.join("/")}?${literals.join("&")}`;
    const other = known.get(uri);
    if (other === undefined) {
      known.set(uri, id);
    } else {
      const problem = `${other} has the same method and uri, and the stub doesn't route by host. Change the uri of one of them.`;
      problems.push({ id, problem });
    }
  }
  const [first, ...others] = problems;
  if (first !== undefined) {
    throw new UnsupportedModelError(first.id, first.problem, others);
  }
}
