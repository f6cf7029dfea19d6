import type { Service } from "../../model/service.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { SourceFile } from "../../print/source-file.ts";
import { listLightNames } from "./public-names.ts";

/** Emits index.ts, the entry point of the light client's package: each public name. */
export function emitLightIndex(service: Service): SourceFile {
  const file = new SourceFile("index.ts");
  file.print`${jsDoc(`A light client of ${service.title}.`, ["@packageDocumentation"])}`;
  file.reexport(listLightNames(service));
  return file;
}
