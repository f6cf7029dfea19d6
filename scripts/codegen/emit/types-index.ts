import type { Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { SourceFile } from "../print/source-file.ts";
import { declaredTypes } from "./types-model.ts";

/** Emits the list of what the types package takes from the model, by name. */
export function emitTypesIndex(service: Service): SourceFile {
  const file = new SourceFile();
  file.print`${jsDoc(`The vocabulary of ${service.title}.`, ["@packageDocumentation"])}
    export { errors, errorNamesByStatus } from "./errors.ts";
    export type { ErrorName } from "./errors.ts";
    export type { ${declaredTypes(service).join(", ")} } from "./model.ts";`;
  return file;
}
