import type { Operation, Service } from "../../model/service.ts";
import { literal } from "../../print/names.ts";
import { SourceFile } from "../../print/source-file.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";

/**
 * Emits route.ts: a table of the operations, from which the runtime makes the router. Code for each path would be slower for
 * hundreds of operations, and one function with a comparison for each is too large for TypeScript's flow analysis.
 */
export function emitServerRoute(service: Service): SourceFile {
  const file = new SourceFile("route.ts");
  const names = service.operations.map((operation) => literal(operation.name)).join(" | ");
  file.print`/** The names of the service's operations. */
    export type OperationName = ${names};

    /** Finds the operation of a request. */
    export const route: ${runtimeType("Router")}<OperationName> = ${runtimeValue("createRouter")}<OperationName>([`;
  for (const operation of service.operations) {
    file.print`[${literal(operation.name)}, ${literal(operation.method)}, ${literal(printUri(operation))}],`;
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
