import type { Service } from "../../model/service.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { emitLightClient } from "./client.ts";
import { emitLightEndpoint } from "./endpoint.ts";
import { emitLightErrors } from "./errors.ts";
import { emitLightIndex } from "./index.ts";
import { emitLightOperations } from "./operations.ts";
import { emitLightPagination, listPaginated } from "./pagination.ts";
import { emitLightRead } from "./read-response.ts";
import { emitLightService } from "./service.ts";
import { compileWaiters, emitLightWaiters } from "./waiters.ts";
import { emitLightWrite } from "./write-request.ts";

const emitters: readonly ((service: Service) => SourceFile)[] = [
  emitLightClient,
  emitLightEndpoint,
  emitLightErrors,
  emitLightIndex,
  emitLightOperations,
  emitLightRead,
  emitLightService,
  emitLightWrite,
];

/** Emits the files of the light client of a service. */
export function emitClientLight(service: Service): SourceFile[] {
  return [
    ...emitters.map((emit) => emit(service)),
    ...(listPaginated(service).length > 0 ? [emitLightPagination(service)] : []),
    ...(compileWaiters(service).compiled.length > 0 ? [emitLightWaiters(service)] : []),
  ];
}
