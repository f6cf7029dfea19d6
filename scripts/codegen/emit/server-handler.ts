import type { Cors, Service } from "../model/service.ts";
import { importValue } from "../print/imports.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { literal } from "../print/names.ts";
import { code, join, type Printable, SourceFile } from "../print/source-file.ts";
import { needsOnlyMessage } from "./constraint-error.ts";
import {
  errorClass,
  operationBinder,
  runtimeType,
  runtimeValue,
  serviceInterface,
} from "./server-modules.ts";

/** Emits the function that turns an implementation into a handler of HTTP requests. */
export function emitServerHandler(service: Service): SourceFile {
  const file = new SourceFile();
  const name = `create${service.name}Handler`;
  const implementation = serviceInterface(service.name);
  const handler = runtimeType("Handler");
  const options = runtimeType("HandlerOptions");
  const authenticated = runtimeType("AuthenticatedHandlerOptions");
  const about = `Makes a handler that answers HTTP requests for ${service.title} with your implementation.`;
  const documentation = jsDoc(about, [
    "@param service - the implementation",
    "@param options - limits and hooks; with `authenticate` where the implementation expects a context",
  ]);
  file.print`${documentation}export function ${name}(service: ${implementation}, options?: ${options}): ${handler};
    export function ${name}<Context>(
      service: ${implementation}<Context>,
      options: ${authenticated}<Context>,
    ): ${handler};
    export function ${name}<Context>(
      service: ${implementation}<Context>,
      options: ${options} | ${authenticated}<Context> = {},
    ): ${handler} {
      return ${runtimeValue("createHandler")}(
        {
          operations: {
            ${join(
              service.operations.map(
                (operation) => code`${operation.name}: ${operationBinder(operation.name)}(service),\n`,
              ),
              "",
            )}
          },
          ${importValue("route", "./route.ts")},
          createInternalError: (message) => ${createInternalError(service)},
          ${service.cors === undefined ? "" : code`cors: ${printCors(service.cors)},`}
        },
        options,
      );
    }`;
  return file;
}

/** The service's own error for a 500, where it has one that a message is enough for. */
function createInternalError(service: Service): Printable {
  const error = service.errors.find(
    (candidate) => candidate.fault === "server" && candidate.status === 500 && needsOnlyMessage(candidate),
  );
  return error === undefined
    ? code`new ${runtimeValue("ProtocolError")}("InternalFailure", 500, message)`
    : code`new ${errorClass(error.name)}({ message })`;
}

function printCors(cors: Cors): string {
  const list = (headers: readonly string[]) => `[${headers.map(literal).join(", ")}]`;
  return `{
    origin: ${literal(cors.origin)},
    maxAgeSeconds: ${cors.maxAgeSeconds},
    allowedHeaders: ${list(cors.allowedHeaders)},
    exposedHeaders: ${list(cors.exposedHeaders)},
  }`;
}
