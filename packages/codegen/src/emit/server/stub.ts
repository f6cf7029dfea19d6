import type { Service } from "../../model/service.ts";
import { renderFiles } from "../../print/render-files.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { emitModel } from "../types.ts";
import { emitServerCheck } from "./check.ts";
import { emitServerErrors } from "./errors.ts";
import { emitServerOperations } from "./operations.ts";
import { emitServerHandler, emitServerIndex, emitServerService } from "./public-api.ts";
import { emitServerRead } from "./read-request.ts";
import { emitServerRoute } from "./route.ts";
import { emitServerWrite } from "./write-response.ts";

const emitters: readonly ((service: Service) => SourceFile)[] = [
  emitServerCheck,
  emitServerErrors,
  emitServerHandler,
  emitServerIndex,
  emitServerOperations,
  emitServerRead,
  emitServerRoute,
  emitServerService,
  emitServerWrite,
];

/** Emits the files of the server stub of a service. */
export function emitServer(service: Service): SourceFile[] {
  return emitters.map((emit) => emit(service));
}

/**
 * Emits the server stub of a service, and in the same folder, as `model.ts`, the model's types and error facts.
 *
 * @param runtime - the specifier by which the stub imports the runtime
 * @returns the texts by path from the folder, not yet formatted
 */
export function emitStub(service: Service, runtime: string): Map<string, string> {
  return renderFiles([...emitServer(service), emitModel(service)], { runtime, types: "./model.ts" });
}
