import type { Pagination } from "../../model/pagination.ts";
import type { Operation, Service } from "../../model/service.ts";
import { type ImportSymbol, importValue } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { compileExpression } from "./compile-expression.ts";
import { type Value, valueTypeOf } from "./expression-types.ts";
import { inputType } from "./input-type.ts";
import { selectOperations } from "./select-operations.ts";
import { clientClass, clientMethodName, outputType } from "./symbols.ts";

/** An operation that returns its results in pages. */
type PaginatedOperation = Operation & { readonly pagination: Pagination };

/** Lists the operations of a service for which the client has paginators. */
export function listPaginated(service: Service): PaginatedOperation[] {
  return selectOperations(service).filter(
    (operation): operation is PaginatedOperation => operation.pagination !== undefined,
  );
}

/** The function that reads the pages of an operation: `paginateListThings`. */
export function paginator(operation: string): ImportSymbol {
  return importValue(`paginate${operation}`, "./pagination.ts");
}

/** Emits pagination.ts: a function for each operation that returns its results in pages. */
export function emitLightPagination(service: Service): SourceFile {
  const file = new SourceFile("pagination.ts");
  for (const operation of listPaginated(service)) {
    emitPaginator(file, service, operation);
  }
  return file;
}

function emitPaginator(file: SourceFile, service: Service, operation: PaginatedOperation): void {
  const { name, id, input, output, pagination } = operation;
  const method = clientMethodName(name);
  const size = sizeOfPages(pagination);
  const options = clientType(size === undefined ? "PaginationOptions" : "SizedPaginationOptions");
  const documentation = jsDoc(`Reads all pages of ${name}, each when the caller asks for it.`, [
    "@returns the outputs, one for each page",
    seeShape(id),
  ]);
  const { name: symbol } = paginator(name);
  file.declare(symbol);
  file.print`${documentation}export function ${symbol}(
      client: Pick<${clientClass(service)}, ${literal(method)}>,
      input: ${inputType(input)},
      options: ${options} = {},
    ): AsyncGenerator<${clientType("WithMetadata")}<${outputType(output)}>, void, undefined> {
      return ${clientValue("paginate")}(
        ${size === undefined ? "input" : code`{ ...input, ${size} }`},
        ${literal(pagination.inputToken.name)},
        options,
        (page, callOptions) => client.${method}(page, callOptions),
        (output) => ${readToken(operation)},
      );
    }\n`;
}

/**
 * Prints the member of the input with the size of pages, which the options set if the input doesn't.
 *
 * @returns `undefined` if the options can't set it
 */
function sizeOfPages({ pageSize }: Pagination): Printable | undefined {
  if (pageSize === undefined || pageSize.required) {
    return undefined;
  }
  const type = valueTypeOf(pageSize.target);
  if (type.kind !== "number") {
    return undefined;
  }
  const { name } = pageSize;
  const given = type.isBig
    ? "options.pageSize === undefined ? undefined : BigInt(options.pageSize)"
    : "options.pageSize";
  return code`${name}: input.${name} ?? ${type.isBig ? `(${given})` : given}`;
}

function readToken({ output, pagination }: PaginatedOperation): Printable {
  const members = output?.members ?? [];
  const start: Value = { type: { kind: "structure", members }, code: "output", isOptional: false };
  return pagination.outputToken.reduce(
    (value, name) => compileExpression({ kind: "field", name }, value),
    start,
  ).code;
}
