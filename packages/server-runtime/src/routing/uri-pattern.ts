/** A segment of a pattern's path: fixed text, a label of one segment, or a greedy label of one or more. */
export type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "label" }
  | { readonly kind: "greedy" };

/** A parameter that a request must have. */
export interface QueryLiteral {
  readonly name: string;
  /** `undefined` if any value matches. */
  readonly value: string | undefined;
}

/** The `uri` of an `@http` trait. */
export interface UriPattern {
  /** Without labels' names. A slash at the end of the pattern makes no difference. */
  readonly segments: readonly Segment[];
  readonly literals: readonly QueryLiteral[];
}

/**
 * Parses a pattern.
 *
 * @param uri - `/clusters/{clusterName}/objects/{key+}?list&version=2`
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-uri
 */
export function parseUriPattern(uri: string): UriPattern {
  const [path = "", query = ""] = uri.split("?");
  const segments = path.split("/").slice(1);
  if (segments.at(-1) === "") {
    segments.pop();
  }
  const literals = query.split("&").filter((literal) => literal !== "");
  return { segments: segments.map(parseSegment), literals: literals.map(parseLiteral) };
}

function parseSegment(text: string): Segment {
  if (text.startsWith("{")) {
    return text.endsWith("+}") ? { kind: "greedy" } : { kind: "label" };
  }
  return { kind: "literal", text };
}

function parseLiteral(literal: string): QueryLiteral {
  const equals = literal.indexOf("=");
  return equals === -1 || equals === literal.length - 1
    ? { name: literal.replace("=", ""), value: undefined }
    : { name: literal.slice(0, equals), value: literal.slice(equals + 1) };
}

const specificity = { literal: 0, label: 1, greedy: 2 } as const;

/**
 * Compares patterns that can match the same request; the more specific one comes first. The first segments that differ
 * decide: a literal comes before a label, and a label before a greedy label. Then more segments come before fewer, and more
 * query literals before fewer. Between `?key=value` and `?key`, which the specification leaves open, the one with the value
 * comes first.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#specificity-routing
 */
export function compareSpecificity(a: UriPattern, b: UriPattern): number {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (other !== undefined && segment.kind !== other.kind) {
      return specificity[segment.kind] - specificity[other.kind];
    }
  }
  return (
    b.segments.length - a.segments.length ||
    b.literals.length - a.literals.length ||
    countValues(b) - countValues(a)
  );
}

function countValues({ literals }: UriPattern): number {
  return literals.filter(({ value }) => value !== undefined).length;
}
