import type { Service } from "../../codegen/model/service.ts";
import type { Generation } from "../generate-files.ts";
import { packageName, type Target } from "../target.ts";
import { readOwnFiles } from "./own-file.ts";

/** Makes the hand-written files of a types package, by their path in it. */
export async function makeTypesFiles(
  service: Service,
  _generation: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "types");
  return {
    ...(await readOwnFiles("types", ["tsdown.config.ts", "src/error-name.ts"])),
    "src/index.ts": `/**
 * The shared vocabulary of ${service.title}: what code handles, and the names of its errors.
 * \`${name}/wire\` has what JSON holds.
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// The model decides these names; the generated index lists each of them.
export * from "./gen/index.ts";
`,
    "README.md": `# ${name}

The vocabulary of ${service.title}, generated from its Smithy model. No dependencies.

| import | what it has |
| --- | --- |
| \`${name}\` | what code handles: a type for each structure, union and enum; the errors |
| \`${name}/wire\` | what JSON holds |
| \`${name}/openapi.json\` | the API as an OpenAPI 3.1 document |
| \`${name}/model.json\` | the API as a Smithy model, in its JSON AST |
`,
  };
}
