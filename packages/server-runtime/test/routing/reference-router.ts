import type { OperationRoute, Route } from "../../src/index.ts";

/** Routes by the words of the specification: each pattern becomes a regular expression, and of those that match the best is chosen. */
export function referenceRoute(
  operations: readonly OperationRoute<string>[],
  method: string,
  path: string,
  query: string,
): Route<string> {
  const matching = operations.flatMap((operation) => {
    const [, , uri] = operation;
    const labels = matchPath(uri, path);
    return labels === undefined || !matchQuery(uri, query) ? [] : [{ operation, uri, labels }];
  });
  const [best] = matching
    .filter(({ operation }) => operation[1] === method)
    .sort((a, b) => compare(a.uri, b.uri));
  if (best !== undefined) {
    return { found: true, operation: best.operation[0], labels: best.labels };
  }
  return { found: false, allowed: [...new Set(matching.map(({ operation }) => operation[1]))].sort() };
}

function segmentsOf(uri: string): string[] {
  return uri.replace(/\?.*/, "").replace(/\/$/, "").split("/").slice(1);
}

function matchPath(uri: string, path: string): readonly string[] | undefined {
  const source = segmentsOf(uri).map((segment) =>
    segment.endsWith("+}") ? "/(.+)" : segment.startsWith("{") ? "/([^/]+)" : `/${segment}`,
  );
  return new RegExp(`^${source.join("")}$`, "s").exec(path.replace(/\/$/, ""))?.slice(1);
}

function literalsOf(uri: string): string[] {
  return uri.includes("?") ? uri.replace(/.*\?/, "").split("&") : [];
}

function matchQuery(uri: string, query: string): boolean {
  const parameters = [...new URLSearchParams(query)];
  return literalsOf(uri).every((literal) => {
    const [name, value] = literal.split("=");
    return parameters.some(([key, text]) => key === name && (value === undefined || value === text));
  });
}

/** @see https://smithy.io/2.0/spec/http-bindings.html#specificity-routing */
function compare(a: string, b: string): number {
  const [first, second] = [segmentsOf(a), segmentsOf(b)];
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const difference = generality(first[index] ?? "") - generality(second[index] ?? "");
    if (difference !== 0) {
      return difference;
    }
  }
  const [literals, others] = [literalsOf(a), literalsOf(b)];
  return (
    second.length - first.length ||
    others.length - literals.length ||
    // Ours: a literal with a value is more specific.
    others.join("").split("=").length - literals.join("").split("=").length
  );
}

function generality(segment: string): number {
  return segment.endsWith("+}") ? 2 : segment.startsWith("{") ? 1 : 0;
}
