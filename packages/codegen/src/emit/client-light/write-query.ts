import type { BoundMember, Operation } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { isPlainText, printText } from "./write-path.ts";

/**
 * Emits the statements that collect the parameters of the query in the variable `query`.
 *
 * @returns whether there can be any
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait
 */
export function emitQuery(file: SourceFile, operation: Operation, members: readonly BoundMember[]): boolean {
  const inQuery = members.filter(({ location }) => location.kind === "query");
  const maps = members.filter(({ location }) => location.kind === "queryParams");
  if (operation.query.length + inQuery.length + maps.length === 0) {
    return false;
  }
  const literals = operation.query.map(({ name, value }) => code`[${literal(name)}, ${literal(value)}]`);
  file.print`const query: ${clientType("QueryParameters")} = new Map(${literals.length === 0 ? "" : code`[${join(literals, ", ")}]`});`;
  for (const member of inQuery) {
    emitParameter(file, member);
  }
  // Written last, because the other parameters take precedence.
  for (const { name } of maps) {
    file.print`if (input.${name} != null) {
        ${clientValue("addQueryParams")}(query, input.${name}, ${literal(name)});
      }`;
  }
  return true;
}

function emitParameter(
  file: SourceFile,
  { name, location, target, idempotencyToken, required }: BoundMember,
): void {
  if (location.kind !== "query") {
    return;
  }
  const value = `input.${name}`;
  const set = (text: Printable) => code`query.set(${literal(location.name)}, ${text});`;
  if (idempotencyToken) {
    file.print`${set(printQueryText(target, `${value} ?? crypto.randomUUID()`, name))}`;
  } else if (required) {
    file.print`${set(printValues(target, value, name))}`;
  } else {
    file.print`if (${value} != null) {
        ${set(printValues(target, value, name))}
      }`;
  }
}

function printValues(target: Type, value: string, name: string): Printable {
  return target.kind === "list"
    ? code`${value}.map((item) => ${printQueryText(target.item, "item", name)})`
    : printQueryText(target, value, name);
}

function printQueryText(type: Type, value: string, name: string): Printable {
  return isPlainText(type)
    ? code`${clientValue("writeString")}(${value}, "", ${literal(name)})`
    : printText(type, value, name, "date-time");
}
