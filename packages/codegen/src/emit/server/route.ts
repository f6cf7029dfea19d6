import type { Operation, PathSegment, Service } from "../../model/service.ts";
import { literal } from "../../print/names.ts";
import { SourceFile } from "../../print/source-file.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";

/** How many operations can be compared with a request one after the other. */
const maxPatterns = 16;

/**
 * Emits route.ts: a table of the operations, from which the runtime makes the router. Few simple paths are expressions, for
 * which the runtime needs little code. For others it makes a tree: code for each path would be slower for hundreds of
 * operations, and one function with a comparison for each is too large for TypeScript's flow analysis.
 */
export function emitServerRoute({ operations }: Service): SourceFile {
  const file = new SourceFile("route.ts");
  const isSimple =
    operations.length <= maxPatterns &&
    operations.every(({ path, query }) => query.length === 0 && path.every(({ kind }) => kind !== "greedy"));
  const routes = isSimple ? operations.toSorted(compareSpecificity) : operations;
  const names = operations.map((operation) => literal(operation.name)).join(" | ");
  file.print`/** The names of the service's operations. */
    export type OperationName = ${names};

    /** Finds the operation of a request. */
    export const route: ${runtimeType("Router")}<OperationName> = ${runtimeValue(isSimple ? "createPatternRouter" : "createRouter")}<OperationName>([`;
  for (const operation of routes) {
    const path = isSimple ? `/${printPattern(operation.path)}/` : literal(printUri(operation));
    file.print`[${literal(operation.name)}, ${literal(operation.method)}, ${path}],`;
  }
  file.print`]);`;
  return file;
}

function printUri({ path, query }: Operation): string {
  const segments = path.map((segment) =>
    segment.kind === "literal" ? segment.text : `{${segment.member}${segment.kind === "greedy" ? "+" : ""}}`,
  );
  const literals = query.map(({ name, value }) => (value === "" ? name : `${name}=${value}`));
  return `/${segments.join("/")}${literals.length === 0 ? "" : `?${literals.join("&")}`}`;
}

/**
 * Prints the expression for a path without greedy labels. A slash at the end makes no difference.
 *
 * @returns what is between the slashes of an expression
 */
export function printPattern(path: readonly PathSegment[]): string {
  const segments = path.map((segment) =>
    segment.kind === "literal" ? segment.text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&") : "([^/]+)",
  );
  return segments.length === 0 ? "^\\/$" : `^\\/${segments.join("\\/")}\\/?$`;
}

/** Compares paths without greedy labels: in the first segment whose kinds differ, a literal comes before a label. */
export function compareSpecificity(a: Pick<Operation, "path">, b: Pick<Operation, "path">): number {
  const [kindsOfA, kindsOfB] = [a, b].map(({ path }) =>
    path.map(({ kind }) => Number(kind === "label")).join(""),
  );
  return (kindsOfA ?? "") < (kindsOfB ?? "") ? -1 : Number(kindsOfA !== kindsOfB);
}
