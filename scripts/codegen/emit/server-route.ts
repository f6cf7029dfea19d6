import type { Operation, PathSegment, Service } from "../model/service.ts";
import { literal } from "../print/names.ts";
import { SourceFile } from "../print/source-file.ts";
import { runtimeType } from "./server-modules.ts";

/** Emits the router: a comparison for each path, the most specific path first. */
export function emitServerRoute(service: Service): SourceFile {
  const file = new SourceFile();
  const names = service.operations.map((operation) => literal(operation.name)).join(" | ");
  const route = runtimeType("Route");
  file.print`/** The names of the service's operations. */
    export type OperationName = ${names};

    /**
     * Finds what a request leads to.
     *
     * @param method - in capitals
     * @param path - percent-encoded, without a query
     */
    export function route(method: string, path: string): ${route}<OperationName> {
      const segments = path.split("/");
      const allowed: string[] = [];`;
  const groups = groupByPath(service.operations);
  for (const [pattern, operations] of groups) {
    const labels = labelValues(operations[0].path);
    file.print`// ${pattern}
      if (${matchSegments(operations[0].path)}) {
        const labels${labels === "" ? ": string[]" : ""} = [${labels}];`;
    for (const { method, name } of operations) {
      file.print`if (method === ${literal(method)}) {
          return { found: true, operation: ${literal(name)}, labels };
        }
        allowed.push(${literal(method)});`;
    }
    file.print`}`;
  }
  // A path can match more than one pattern, and two of them can take the same method.
  file.print`return { found: false, allowed${groups.length > 1 ? ": [...new Set(allowed)]" : ""} };
    }`;
  return file;
}

function matchSegments(path: readonly PathSegment[]): string {
  const conditions = path.map((segment, index) =>
    segment.kind === "literal"
      ? `segments[${index + 1}] === ${literal(segment.text)}`
      : `segments[${index + 1}]`,
  );
  return [`segments.length === ${path.length + 1}`, 'segments[0] === ""', ...conditions].join(" && ");
}

function labelValues(path: readonly PathSegment[]): string {
  const indices = path.flatMap((segment, index) => (segment.kind === "label" ? [index + 1] : []));
  return indices.map((index) => `segments[${index}]`).join(", ");
}

/** Operations that differ only in their method, under their common path. */
function groupByPath(operations: readonly Operation[]): [string, [Operation, ...Operation[]]][] {
  const groups = new Map<string, [Operation, ...Operation[]]>();
  for (const operation of operations.toSorted(compareSpecificity)) {
    const pattern = describePath(operation.path);
    const group = groups.get(pattern);
    if (group === undefined) {
      groups.set(pattern, [operation]);
    } else {
      group.push(operation);
    }
  }
  return [...groups];
}

function describePath(path: readonly PathSegment[]): string {
  return path.map((segment) => `/${segment.kind === "literal" ? segment.text : "{}"}`).join("");
}

/**
 * Segment by segment, a literal is more specific than a label.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#specificity-routing
 */
function compareSpecificity(a: Operation, b: Operation): number {
  for (const [index, segment] of a.path.entries()) {
    const other = b.path[index];
    if (other !== undefined && segment.kind !== other.kind) {
      return segment.kind === "literal" ? -1 : 1;
    }
  }
  return b.path.length - a.path.length;
}
