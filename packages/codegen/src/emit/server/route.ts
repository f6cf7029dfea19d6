import type { Operation, PathSegment, QueryLiteral, Service } from "../../model/service.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";

/** Emits route.ts: the router, which compares a request with each path, the most specific first. */
export function emitServerRoute(service: Service): SourceFile {
  const file = new SourceFile("route.ts");
  const names = service.operations.map((operation) => literal(operation.name)).join(" | ");
  const route = runtimeType("Route");
  const usesQuery = service.operations.some(({ query }) => query.length > 0);
  file.print`/** The names of the service's operations. */
    export type OperationName = ${names};

    /**
     * Finds the operation of a request.
     *
     * @param method - in upper case
     * @param path - percent-encoded, without a query
     ${usesQuery ? "* @param query - percent-encoded, without the question mark\n     " : ""}*/
    export function route(method: string, path: string${usesQuery ? ", query: string" : ""}): ${route}<OperationName> {
      const segments = path.split("/");
      const allowed: string[] = [];`;
  const groups = groupByUri(service.operations);
  for (const [uri, operations] of groups) {
    emitGroup(file, uri, operations);
  }
  // A path can match several patterns with the same method.
  file.print`return { found: false, allowed${groups.length > 1 ? ": [...new Set(allowed)]" : ""} };
    }`;
  return file;
}

function emitGroup(file: SourceFile, uri: string, operations: readonly [Operation, ...Operation[]]): void {
  const [{ path, query }] = operations;
  const labels = labelValues(path);
  file.print`// ${uri}
    if (${join([...matchSegments(path), ...query.map(matchQuery)], " && ")}) {
      const labels${labels === "" ? ": string[]" : ""} = [${labels}];`;
  for (const { method, name } of operations) {
    file.print`if (method === ${literal(method)}) {
        return { found: true, operation: ${literal(name)}, labels };
      }
      allowed.push(${literal(method)});`;
  }
  file.print`}`;
}

/** Segments after a greedy label are counted from the path's end. */
function matchSegments(path: readonly PathSegment[]): string[] {
  const greedy = path.findIndex(({ kind }) => kind === "greedy");
  const length = greedy === -1 ? `=== ${path.length + 1}` : `>= ${path.length + 1}`;
  const conditions = path.map((segment, index) => {
    const value = segmentAt(path, index);
    return segment.kind === "literal" ? `${value} === ${literal(segment.text)}` : value;
  });
  return [`segments.length ${length}`, 'segments[0] === ""', ...conditions];
}

function segmentAt(path: readonly PathSegment[], index: number): string {
  const greedy = path.findIndex(({ kind }) => kind === "greedy");
  return greedy === -1 || index <= greedy ? `segments[${index + 1}]` : `segments.at(${index - path.length})`;
}

function matchQuery({ name, value }: QueryLiteral): Printable {
  return code`${runtimeValue("hasQueryLiteral")}(query, ${literal(name)}, ${literal(value)})`;
}

function labelValues(path: readonly PathSegment[]): string {
  return path
    .flatMap((segment, index) => {
      if (segment.kind === "literal") {
        return [];
      }
      const rest = path.length - index - 1;
      return segment.kind === "label"
        ? segmentAt(path, index)
        : `segments.slice(${index + 1}${rest === 0 ? "" : `, -${rest}`}).join("/")`;
    })
    .join(", ");
}

/** Groups operations that differ only in their method, by uri. */
function groupByUri(operations: readonly Operation[]): [string, [Operation, ...Operation[]]][] {
  const groups = new Map<string, [Operation, ...Operation[]]>();
  for (const operation of operations.toSorted(compareSpecificity)) {
    const uri = describeUri(operation);
    const group = groups.get(uri);
    if (group === undefined) {
      groups.set(uri, [operation]);
    } else {
      group.push(operation);
    }
  }
  return [...groups];
}

function describeUri({ path, query }: Operation): string {
  const segments = path.map(
    (segment) => `/${segment.kind === "literal" ? segment.text : segment.kind === "label" ? "{}" : "{+}"}`,
  );
  const literals = query.map(({ name, value }) => (value === "" ? name : `${name}=${value}`));
  return segments.join("") + (literals.length === 0 ? "" : `?${literals.join("&")}`);
}

const specificity = { literal: 0, label: 1, greedy: 2 } as const;

/**
 * Compares paths segment by segment: a literal is more specific than a label, and a label than a greedy label. If paths are
 * equal, more query literals are more specific.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#specificity-routing
 */
function compareSpecificity(a: Operation, b: Operation): number {
  for (const [index, segment] of a.path.entries()) {
    const other = b.path[index];
    if (other !== undefined && segment.kind !== other.kind) {
      return specificity[segment.kind] - specificity[other.kind];
    }
  }
  return b.path.length - a.path.length || b.query.length - a.query.length;
}
