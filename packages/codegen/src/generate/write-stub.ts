import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { emitStub } from "../emit/server/stub.ts";
import { fillFolderOnce } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { resolveService } from "../model/resolve-service.ts";

/**
 * Generates the stub of a model with the model's types into a folder, unless the folder already has the same files.
 *
 * @param folder - an absolute path from which `@eks-auth/server-runtime` can be resolved; the entry point is `index.ts`
 * @throws UnsupportedModelError if the model has something that can't be generated
 */
export async function writeStub(ast: JsonAst, folder: string): Promise<void> {
  const files = emitStub(resolveService(ast), "@eks-auth/server-runtime");
  await fillFolderOnce(folder, [...files].flat(), async (target) => {
    for (const [path, text] of files) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await writeFile(join(target, path), text);
    }
  });
}
