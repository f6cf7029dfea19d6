import type { Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { SourceFile } from "../print/source-file.ts";

/** Emits the list of what the types package takes from the model, by name. */
export function emitTypesIndex(service: Service): SourceFile {
  const file = new SourceFile();
  const structures = service.structures.map((structure) => structure.name);
  file.print`${jsDoc(`The vocabulary of ${service.title}.`, ["@packageDocumentation"])}
    export { errors, errorNamesByStatus } from "./errors.ts";
    export type { ErrorName } from "./errors.ts";
    export type { ${structures.join(", ")} } from "./model.ts";`;
  return file;
}
