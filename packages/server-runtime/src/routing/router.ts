import { decodeQueryText, splitQuery } from "../bindings/split-query.ts";
import { type EndpointVisitor, PathTree } from "./path-tree.ts";
import { QueryRoutes, type QueryValues, type RankedPattern } from "./query-routes.ts";
import { RequestPath } from "./request-path.ts";
import type { Router } from "./route.ts";
import { compareSpecificity, parseUriPattern, type Segment } from "./uri-pattern.ts";

/** An operation with the method and the `uri` of its `@http` trait. */
export type OperationRoute<Name extends string> = readonly [operation: Name, method: string, uri: string];

interface Pattern<Name extends string> extends RankedPattern {
  readonly operation: Name;
  readonly method: string;
}

/** The patterns of one path, by method. */
type Endpoint<Name extends string> = ReadonlyMap<string, QueryRoutes<Pattern<Name>>>;

/**
 * Creates the router of a service. It matches by the rules of Smithy:
 *
 * - A slash at the end of a path is ignored, also after a greedy label, and so is one at the end of a pattern.
 * - A label takes one segment, which must not be empty. A greedy label takes all segments that the rest of its pattern leaves.
 * - `?key` in a pattern matches a request with this parameter, `?key=value` only one with this value.
 * - If several patterns match, the most specific one is chosen.
 *
 * @param operations - patterns with at most one greedy label. If two are equivalent, the first one is chosen
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-uri
 */
export function createRouter<Name extends string>(operations: readonly OperationRoute<Name>[]): Router<Name> {
  const tree = new PathTree<Endpoint<Name>>();
  for (const [segments, endpoint] of groupByPath(operations)) {
    tree.add(segments, endpoint);
  }
  return (method, path, query) => {
    // The target of a request can be something else, as in `OPTIONS *`.
    if (!path.startsWith("/")) {
      return { found: false, allowed: [] };
    }
    const search = new Search<Name>(method, path, query);
    const pattern = tree.find(search, 0);
    return pattern === undefined
      ? { found: false, allowed: search.allowed }
      : { found: true, operation: pattern.operation, labels: search.path.labels(pattern.segments) };
  };
}

/** The search for the operation of one request. */
class Search<Name extends string> implements EndpointVisitor<Endpoint<Name>, Pattern<Name>> {
  readonly #method: string;
  readonly #query: string;
  #values: QueryValues | undefined;
  readonly path: RequestPath;
  /** The methods of the endpoints that don't have the request's. */
  allowed: readonly string[] = [];

  constructor(method: string, path: string, query: string) {
    this.#method = method;
    this.path = new RequestPath(path);
    this.#query = query;
  }

  visit(endpoint: Endpoint<Name>): Pattern<Name> | undefined {
    const pattern = endpoint.get(this.#method)?.find(this);
    if (pattern === undefined) {
      const methods = [...endpoint].filter(([, routes]) => routes.find(this) !== undefined);
      this.allowed = [...new Set([...this.allowed, ...methods.map(([method]) => method)])];
    }
    return pattern;
  }

  /** The parameters, parsed on demand: most services have no query literals. */
  get values(): QueryValues {
    this.#values ??= parseValues(this.#query);
    return this.#values;
  }
}

/** Groups operations by path. */
function groupByPath<Name extends string>(
  operations: readonly OperationRoute<Name>[],
): [readonly Segment[], Endpoint<Name>][] {
  const patterns = operations
    .map(([operation, method, uri]) => ({ operation, method, ...parseUriPattern(uri) }))
    .sort(compareSpecificity)
    .map((pattern, rank): Pattern<Name> => ({ ...pattern, rank }));
  const groups = Map.groupBy(patterns, ({ segments }) => segments.map(describeSegment).join("/"));
  return [...groups.values()].map((group) => {
    const methods = Map.groupBy(group, ({ method }) => method);
    const endpoint = new Map([...methods].map(([method, routes]) => [method, new QueryRoutes(routes)]));
    return [group[0]?.segments ?? [], endpoint];
  });
}

function describeSegment(segment: Segment): string {
  return segment.kind === "literal" ? segment.text : `{${segment.kind}}`;
}

/** Parses a query for routing. Text that doesn't decode is compared as it is: the operation that reads it rejects it. */
function parseValues(query: string): QueryValues {
  const parameters = new Map<string, Set<string>>();
  for (const [key, value] of splitQuery(query)) {
    const name = decodeIfValid(key);
    const values = parameters.get(name) ?? new Set();
    parameters.set(name, values);
    values.add(decodeIfValid(value));
  }
  return parameters;
}

function decodeIfValid(text: string): string {
  try {
    return decodeQueryText(text);
  } catch {
    return text;
  }
}
