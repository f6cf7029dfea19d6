import type { Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { literal } from "../print/names.ts";
import { SourceFile } from "../print/source-file.ts";
import { runtimeValue } from "./server-modules.ts";

/** Emits a class for each error of the model, for an implementation to throw. */
export function emitServerErrors(service: Service): SourceFile {
  const file = new SourceFile();
  for (const error of service.errors) {
    file.print`${jsDoc(error.documentation)}export class ${error.name} extends ${runtimeValue("ModeledError")} {
      override readonly name = ${literal(error.name)};
      override readonly status = ${error.status};
      override readonly fault = ${literal(error.fault)};
    }\n`;
  }
  return file;
}
