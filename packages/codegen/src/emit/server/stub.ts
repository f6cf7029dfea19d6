import type { Service } from "../../model/service.ts";
import type { ModuleNames } from "../../print/imports.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { emitModelTypes } from "../types.ts";
import { emitServerCheck } from "./check.ts";
import { emitServerErrors } from "./errors.ts";
import { emitServerOperations } from "./operations.ts";
import { emitServerHandler, emitServerIndex, emitServerService } from "./public-api.ts";
import { emitServerRead } from "./read-json.ts";
import { emitServerRoute } from "./route.ts";
import { emitServerWrite } from "./write-json.ts";

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
