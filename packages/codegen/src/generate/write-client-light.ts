import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { emitClientLight } from "../emit/client-light/client-light.ts";
import { clientRuntimePackage } from "../emit/target.ts";
import { emitModel } from "../emit/types.ts";
import { fillFolderOnce } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { resolveService } from "../model/resolve-service.ts";
import { renderFiles } from "../print/render-files.ts";

/**
 * Generates the light client of a model with the model's types into a folder, unless the folder already has the same files.
 *
 * @param folder - an absolute path from which `@eks-auth/client-runtime` can be resolved; the entry point is `index.ts`
 * @param platform - the specifier from which the client imports its platform, if Node.js would find another one
 * @throws UnsupportedModelError if the model has something that can't be generated
 */
export async function writeClientLight(
  ast: JsonAst,
  folder: string,
  platform = `${clientRuntimePackage}/platform`,
): Promise<void> {
  const service = resolveService(ast);
  const modules = { runtime: clientRuntimePackage, types: "./model.ts" };
  const files = [...renderFiles([...emitClientLight(service), emitModel(service)], modules)].map(
    ([path, text]) =>
      [path, text.replace(`"${clientRuntimePackage}/platform"`, JSON.stringify(platform))] as const,
  );
  await fillFolderOnce(folder, files.flat(), async (target) => {
    for (const [path, text] of files) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await writeFile(join(target, path), text);
    }
  });
}
