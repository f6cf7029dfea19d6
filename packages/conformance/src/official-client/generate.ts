import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SmithyCli } from "../../../../scripts/smithy/cli.ts";
import { everyFeatureModel } from "../../../fuzz/src/model/every-feature-model.ts";
import { buildFolder } from "../build-folder.ts";
import { generateModule } from "../official-generator/generate-module.ts";

/**
 * Generates the official TypeScript client of the model that uses every feature, and bundles it as one ES module for
 * Node.js. A second call does nothing.
 *
 * @returns the path of the module. It exports `EverythingClient`, and `<Operation>Command` for each operation
 * @throws SmithyFailure where the generator refuses the model
 */
export async function generateOfficialClient(smithy: SmithyCli): Promise<string> {
  const folder = join(buildFolder, "Everything");
  const model = join(folder, "model.json");
  const modelText = JSON.stringify(everyFeatureModel, dropUniqueItems);
  await mkdir(folder, { recursive: true });
  await writeFile(model, modelText);
  return generateModule(smithy, "client", {
    service: "fuzz#Everything",
    model,
    modelText,
    folder: join(folder, "official-client"),
  });
}

/** Smithy allows no unique items that hold documents, as the model has them. A client checks no constraints. */
function dropUniqueItems(key: string, value: unknown): unknown {
  return key === "smithy.api#uniqueItems" ? undefined : value;
}
