import type { ErrorStructure, Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { literal } from "../print/names.ts";
import { SourceFile } from "../print/source-file.ts";

/** Emits the facts about the model's errors: status, fault, and which names a status can stand for. */
export function emitErrorFacts(service: Service): SourceFile {
  const file = new SourceFile();
  file.print`${jsDoc("The HTTP status of each error of the service, and whose fault it is.")}export const errors = {`;
  for (const error of service.errors) {
    file.print`${jsDoc(error.documentation)}${error.name}: { status: ${error.status}, fault: ${literal(error.fault)} },`;
  }
  file.print`} as const;\n`;
  file.print`${jsDoc("The name of an error of the service, as the `x-amzn-errortype` header has it.")}export type ErrorName = keyof typeof errors;\n`;
  file.print`${jsDoc("The names that an error with a given HTTP status can have.")}export const errorNamesByStatus = {`;
  for (const [status, errors] of groupByStatus(service.errors)) {
    file.print`${status}: [${errors.map((error) => literal(error.name)).join(", ")}],`;
  }
  file.print`} as const;`;
  return file;
}

function groupByStatus(errors: readonly ErrorStructure[]): [number, ErrorStructure[]][] {
  const groups = Map.groupBy(errors, (error) => error.status);
  return [...groups].sort(([a], [b]) => a - b);
}
