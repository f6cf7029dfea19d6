import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emitStub } from "../emit/server/stub.ts";
import { fillFolderOnce } from "../files/work-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { resolveService } from "../model/resolve-service.ts";

/**
 * Generates the stub of a model together with the model's types, unless the same is there already.
 *
 * @param folder - the absolute path of the folder to fill: the stub's entry point in it is `index.ts`. It must lie
 *   where `@eks-auth/server-runtime` can be resolved from
 * @throws UnsupportedModelError where the generator refuses the model
 */
export async function writeStub(ast: JsonAst, folder: string): Promise<void> {
  const files = emitStub(resolveService(ast), { types: "./model.ts", runtime: "@eks-auth/server-runtime" });
  await fillFolderOnce(folder, [...files].flat(), async (target) => {
    for (const [name, text] of files) {
      await writeFile(join(target, name), text);
    }
  });
}
