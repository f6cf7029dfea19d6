import type { Service } from "../model/service.ts";
import type { ModuleNames } from "../print/imports.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { SourceFile } from "../print/source-file.ts";
import { hasOnlyMessage } from "./constraint-error.ts";
import { membersName } from "./server-errors.ts";
import { declaredTypes } from "./types-model.ts";

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
  "RequestEnd",
  "RequestStart",
];

/** Emits the entry point of the stub's package: everything public, by name. */
export function emitServerIndex(service: Service, modules: ModuleNames): SourceFile {
  const file = new SourceFile();
  const errors = service.errors.map((error) => error.name);
  const members = service.errors.filter((error) => !hasOnlyMessage(error)).map(membersName);
  const types = declaredTypes(service);
  file.print`${jsDoc(`The server stub of ${service.title}.`, ["@packageDocumentation"])}
    export { ModeledError, ProtocolError } from "${modules.runtime}";
    export type { ${runtimeTypes.join(", ")} } from "${modules.runtime}";
    ${types.length === 0 ? "" : `export type { ${types.join(", ")} } from "${modules.types}";`}
    ${errors.length === 0 ? "" : `export { ${errors.join(", ")} } from "./errors.ts";`}
    ${members.length === 0 ? "" : `export type { ${members.join(", ")} } from "./errors.ts";`}
    export { create${service.name}Handler } from "./handler.ts";
    export type { ${service.name}Service } from "./service.ts";`;
  return file;
}
