import type { Service } from "../../model/service.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { SourceFile } from "../../print/source-file.ts";

/** Emits endpoint.ts: the function that finds the endpoint of a service. */
export function emitLightEndpoint(_service: Service): SourceFile {
  const file = new SourceFile("endpoint.ts");
  file.print`${jsDoc("Finds the endpoint.")}export function resolveEndpoint({ Endpoint }: { readonly [name: string]: unknown }): { readonly url: string } {
      return { url: String(Endpoint) };
    }\n`;
  return file;
}
