import { emitServerCheck } from "./emit/server-check.ts";
import { emitServerErrors } from "./emit/server-errors.ts";
import { emitServerHandler } from "./emit/server-handler.ts";
import { emitServerIndex } from "./emit/server-index.ts";
import { emitServerOperations } from "./emit/server-operations.ts";
import { emitServerRead } from "./emit/server-read.ts";
import { emitServerRoute } from "./emit/server-route.ts";
import { emitServerService } from "./emit/server-service.ts";
import { emitServerWrite } from "./emit/server-write.ts";
import { emitModelTypes } from "./emit/types-model.ts";
import type { Service } from "./model/service.ts";
import type { ModuleNames } from "./print/imports.ts";
import type { SourceFile } from "./print/source-file.ts";

/**
 * Emits the server stub of a service.
 *
 * @param modules - what the stub's files are to import the runtime and the model's types from
 * @returns the files' texts by their names in one folder, not yet formatted
 */
export function emitServer(service: Service, modules: ModuleNames): Map<string, string> {
  const emitters: Readonly<Record<string, (service: Service, modules: ModuleNames) => SourceFile>> = {
    "check.ts": emitServerCheck,
    "errors.ts": emitServerErrors,
    "handler.ts": emitServerHandler,
    "index.ts": emitServerIndex,
    "operations.ts": emitServerOperations,
    "read.ts": emitServerRead,
    "route.ts": emitServerRoute,
    "service.ts": emitServerService,
    "write.ts": emitServerWrite,
  };
  const files = Object.entries(emitters);
  return new Map(files.map(([name, emit]) => [name, emit(service, modules).render(modules)]));
}

/** Emits the server stub of a service together with the model's types, as `model.ts`, in one folder. */
export function emitStub(service: Service, modules: ModuleNames): Map<string, string> {
  return new Map([...emitServer(service, modules), ["model.ts", emitModelTypes(service).render(modules)]]);
}
