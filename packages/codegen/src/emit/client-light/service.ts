import type { Service } from "../../model/service.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { SourceFile } from "../../print/source-file.ts";
import { clientType } from "../client-symbols.ts";
import { printSchemes } from "./operations.ts";
import { endpointParametersType, endpointResolver } from "./symbols.ts";

/** Emits service.ts: what the operations share. */
export function emitLightService(service: Service): SourceFile {
  const { id, name, sdkId = name, signingName, auth, title } = service;
  const file = new SourceFile("service.ts");
  file.print`${jsDoc(`Describes ${title} for the runtime.`, [seeShape(id)])}export const service: ${clientType("ServiceDefinition")}<${endpointParametersType}> = {
    "id": ${literal(sdkId.replaceAll(/\W+/g, "-"))},
    "signingName": ${signingName === undefined ? "undefined" : literal(signingName)},
    "auth": ${printSchemes(auth)},
    "resolveEndpoint": ${endpointResolver},
  };\n`;
  return file;
}
