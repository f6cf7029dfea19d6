import type { Service } from "../../model/service.ts";
import type { ModuleNames } from "../../print/imports.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { emitModel } from "../types.ts";
import { emitServerCheck } from "./check.ts";
import { emitServerErrors } from "./errors.ts";
import { emitServerOperations } from "./operations.ts";
import { emitServerHandler, emitServerIndex, emitServerService } from "./public-api.ts";
import { emitServerRead } from "./read-request.ts";
import { emitServerRoute } from "./route.ts";
import { emitServerWrite } from "./write-response.ts";

/**
 * Emits the server stub of a service.
 *
 * @param modules - the specifiers by which the stub imports the runtime and the model's types
 * @returns the texts by file name, not yet formatted
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

/** Emits the server stub of a service, and in the same folder, as `model.ts`, the model's types and error facts. */
export function emitStub(service: Service, modules: ModuleNames): Map<string, string> {
  return new Map([...emitServer(service, modules), ["model.ts", emitModel(service).render(modules)]]);
}
