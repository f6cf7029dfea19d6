import { emitClientFiles } from "../codegen/emit/client-files.ts";
import { emitOpenApiDocument } from "../codegen/emit/openapi-document.ts";
import { emitServerCheck } from "../codegen/emit/server-check.ts";
import { emitServerErrors } from "../codegen/emit/server-errors.ts";
import { emitServerHandler } from "../codegen/emit/server-handler.ts";
import { emitServerIndex } from "../codegen/emit/server-index.ts";
import { emitServerOperations } from "../codegen/emit/server-operations.ts";
import { emitServerRead } from "../codegen/emit/server-read.ts";
import { emitServerRoute } from "../codegen/emit/server-route.ts";
import { emitServerService } from "../codegen/emit/server-service.ts";
import { emitServerWrite } from "../codegen/emit/server-write.ts";
import { emitErrorFacts } from "../codegen/emit/types-errors.ts";
import { emitTypesIndex } from "../codegen/emit/types-index.ts";
import { emitModelTypes } from "../codegen/emit/types-model.ts";
import { emitWireTypes } from "../codegen/emit/types-wire.ts";
import { resolveService } from "../codegen/model/resolve-service.ts";
import type { SmithyArtifacts } from "../smithy/build.ts";
import { formatTypeScript } from "./format.ts";

/**
 * Makes every generated file. The same artifacts give the same bytes.
 *
 * @returns the files' texts by their path from the root, in order
 * @throws UnsupportedModelError where the model has something that can't be generated yet
 */
export async function emitPackages(artifacts: SmithyArtifacts): Promise<Map<string, string>> {
  const service = resolveService(artifacts.model);
  const openApi = emitOpenApiDocument(artifacts.openApi);
  const typescript = {
    "packages/types/src/gen/errors.ts": emitErrorFacts(service).render(),
    "packages/types/src/gen/index.ts": emitTypesIndex(service).render(),
    "packages/types/src/gen/model.ts": emitModelTypes(service).render(),
    "packages/types/src/gen/wire.ts": await emitWireTypes(openApi),
    "packages/server/src/gen/check.ts": emitServerCheck(service).render(),
    "packages/server/src/gen/errors.ts": emitServerErrors(service).render(),
    "packages/server/src/gen/handler.ts": emitServerHandler(service).render(),
    "packages/server/src/gen/index.ts": emitServerIndex(service).render(),
    "packages/server/src/gen/operations.ts": emitServerOperations(service).render(),
    "packages/server/src/gen/read.ts": emitServerRead(service).render(),
    "packages/server/src/gen/route.ts": emitServerRoute(service).render(),
    "packages/server/src/gen/service.ts": emitServerService(service).render(),
    "packages/server/src/gen/write.ts": emitServerWrite(service).render(),
  };
  const client = [...emitClientFiles(artifacts.clientFiles)].map(([path, text]): [string, string] => [
    `packages/client/${path}`,
    text,
  ]);
  const files = new Map<string, string>([
    ...(await formatTypeScript(typescript)),
    ["packages/types/src/gen/openapi.json", openApi],
    ["packages/types/src/gen/model.json", artifacts.modelText],
    ...client,
  ]);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
