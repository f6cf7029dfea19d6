import { formatTypeScript } from "../files/format.ts";
import { parseModel } from "../model/json-ast.ts";
import { resolveService } from "../model/resolve-service.ts";
import type { Service } from "../model/service.ts";
import { renderFiles } from "../print/render-files.ts";
import { fileHeader } from "../print/source-file.ts";
import { buildFolder } from "../project/project.ts";
import type { SmithyArtifacts } from "../smithy/artifacts.ts";
import type { PhaseTimes } from "../terminal/phase-times.ts";
import { emitClientFiles } from "./client.ts";
import { correctDocumentation } from "./client-documentation.ts";
import { emitClientLight } from "./client-light/client-light.ts";
import { emitOpenApiDocument, emitWireTypes } from "./openapi.ts";
import { emitModelPages } from "./pages/model-pages.ts";
import { emitServer } from "./server/stub.ts";
import { emitUncheckedPatterns } from "./server/unchecked-patterns.ts";
import { clientRuntimePackage, packageName, runtimePackage, type Target } from "./target.ts";
import { emitTypes } from "./types.ts";

/**
 * Emits all generated files. The same artifacts give the same bytes.
 *
 * @param times - gets the times of the phases `emitting` and `formatting`
 * @returns the files' texts by path from the target's base, sorted; and the resolved model
 * @throws UnsupportedModelError if the model has something that can't be generated
 */
export async function emitPackages(
  artifacts: SmithyArtifacts,
  target: Target,
  times: PhaseTimes,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly service: Service }> {
  const modules = { runtime: runtimePackage, types: packageName(target, "types") };
  const types = `${target.prefix}types/src/gen`;
  const server = `${target.prefix}server/src/gen`;
  const clientLight = `${target.prefix}client-light/src/gen`;
  const ast = parseModel(artifacts.modelText);
  const service = resolveService(ast, target.patterns);
  const client = emitClientFiles(correctDocumentation(artifacts.clientFiles, service, ast));
  const openApi = artifacts.openApi && emitOpenApiDocument(artifacts.openApi, service.translatedPatterns);
  const typescript = await times.measure("emitting", async () => ({
    ...inFolder(types, renderFiles(emitTypes(service), { ...modules, types: "./model.ts" })),
    ...(openApi && { [`${types}/wire.ts`]: await emitWireTypes(openApi) }),
    ...inFolder(server, renderFiles(emitServer(service), modules)),
    ...(target.folders.includes("client-light") &&
      inFolder(
        clientLight,
        renderFiles(emitClientLight(service), { ...modules, runtime: clientRuntimePackage }),
      )),
  }));
  const formatted = await times.measure("formatting", () =>
    formatTypeScript(withHeader(typescript, target.header), buildFolder(target.workFolder)),
  );
  const files = new Map<string, string>([
    ...formatted,
    ...(openApi === undefined ? [] : [[`${types}/openapi.json`, openApi] as const]),
    [`${types}/model.json`, artifacts.modelText],
    ...Object.entries(inFolder(server, emitUncheckedPatterns(service))),
    ...Object.entries(target.docs === undefined ? {} : inFolder(target.docs, emitModelPages(service, ast))),
    ...Object.entries(inFolder(`${target.prefix}client`, client)),
  ]);
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), service };
}

/** Replaces the header, because the emitters print that of this repository. */
function withHeader(files: Readonly<Record<string, string>>, header: string): Record<string, string> {
  const entries = Object.entries(files).map(([path, text]) => [path, text.replace(fileHeader, header)]);
  return Object.fromEntries(entries);
}

function inFolder(folder: string, files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, text]) => [`${folder}/${path}`, text]));
}
