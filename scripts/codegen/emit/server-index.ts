import type { Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { SourceFile } from "../print/source-file.ts";

/** What an implementer needs of the runtime, and so finds in the stub's own package. */
const runtimeTypes = [
  "Authenticate",
  "AuthenticatedHandlerOptions",
  "Call",
  "Failure",
  "Handler",
  "HandlerOptions",
  "HttpRequest",
  "HttpResponse",
  "ModeledErrorMembers",
  "RawRequest",
];

/** Emits the entry point of the stub's package: everything public, by name. */
export function emitServerIndex(service: Service): SourceFile {
  const file = new SourceFile();
  const errors = service.errors.map((error) => error.name);
  const structures = service.structures.map((structure) => structure.name);
  file.print`${jsDoc(`The server stub of ${service.title}.`, ["@packageDocumentation"])}
    export { ModeledError, ProtocolError } from "@eks-auth/server-runtime";
    export type { ${runtimeTypes.join(", ")} } from "@eks-auth/server-runtime";
    export type { ${structures.join(", ")} } from "@eks-auth/types";
    ${errors.length === 0 ? "" : `export { ${errors.join(", ")} } from "./errors.ts";`}
    export { create${service.name}Handler } from "./handler.ts";
    export type { ${service.name}Service } from "./service.ts";`;
  return file;
}
