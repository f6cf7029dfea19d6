import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emitStub } from "../../../../scripts/codegen/emit-stub.ts";
import type { JsonAst } from "../../../../scripts/codegen/model/json-ast.ts";
import { resolveService } from "../../../../scripts/codegen/model/resolve-service.ts";
import { buildFolder, fillOnce } from "../cache/build-folder.ts";
import { readModelText } from "../official-models/build-models.ts";
import type { OfficialService } from "../official-models/services.ts";

/**
 * Generates the stub of a service with the generator of this repository.
 *
 * @returns the absolute path of the folder: the stub's entry point in it is `index.ts`
 * @throws UnsupportedModelError where the generator refuses the model
 */
export async function writeStub(service: OfficialService): Promise<string> {
  const ast = JSON.parse(await readModelText(service)) as JsonAst;
  const files = emitStub(resolveService(ast), { types: "./model.ts", runtime: "@eks-auth/server-runtime" });
  const folder = join(buildFolder, service.name, "stub");
  await fillOnce(folder, [...files].flat(), async (target) => {
    for (const [name, text] of files) {
      await writeFile(join(target, name), text);
    }
  });
  return folder;
}
