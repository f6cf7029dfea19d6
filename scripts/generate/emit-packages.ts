import { emitClientFiles } from "../codegen/emit/client-files.ts";
import { emitOpenApiDocument } from "../codegen/emit/openapi-document.ts";
import { emitErrorFacts } from "../codegen/emit/types-errors.ts";
import { emitTypesIndex } from "../codegen/emit/types-index.ts";
import { emitModelTypes } from "../codegen/emit/types-model.ts";
import { emitWireTypes } from "../codegen/emit/types-wire.ts";
import { emitServer } from "../codegen/emit-stub.ts";
import { resolveService } from "../codegen/model/resolve-service.ts";
import type { SmithyArtifacts } from "../smithy/build.ts";
import { formatTypeScript } from "./format.ts";

const modules = { runtime: "@eks-auth/server-runtime", types: "@eks-auth/types" };

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
    "packages/types/src/gen/errors.ts": emitErrorFacts(service).render(modules),
    "packages/types/src/gen/index.ts": emitTypesIndex(service).render(modules),
    "packages/types/src/gen/model.ts": emitModelTypes(service).render(modules),
    "packages/types/src/gen/wire.ts": await emitWireTypes(openApi),
    ...inFolder("packages/server/src/gen", emitServer(service, modules)),
  };
  const files = new Map<string, string>([
    ...(await formatTypeScript(typescript)),
    ["packages/types/src/gen/openapi.json", openApi],
    ["packages/types/src/gen/model.json", artifacts.modelText],
    ...Object.entries(inFolder("packages/client", emitClientFiles(artifacts.clientFiles))),
  ]);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inFolder(folder: string, files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, text]) => [`${folder}/${path}`, text]));
}
