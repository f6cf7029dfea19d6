import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonAst } from "../../codegen/model/json-ast.ts";
import { ownTarget } from "../../generate/target.ts";
import { inScratchFolder } from "../../scratch-folder.ts";
import { buildModel } from "../../smithy/build.ts";
import type { SmithyCli } from "../../smithy/cli.ts";
import { generatedPackages } from "../packages.ts";

/**
 * Builds `model/`, and hands it to some work.
 *
 * @param work - gets the model, and the absolute path of the file that holds it
 * @throws SmithyFailure where the model is not valid
 */
export async function withBuiltModel<T>(
  smithy: SmithyCli,
  work: (model: JsonAst, file: string) => Promise<T>,
): Promise<T> {
  const { model, service } = ownTarget;
  const built = await buildModel(smithy, { model, service, clientPackage: generatedPackages.client.name });
  return inScratchFolder("model-diff", async (folder) => {
    const file = join(folder, "model.json");
    await writeFile(file, built.modelText);
    return work(built.model, file);
  });
}
