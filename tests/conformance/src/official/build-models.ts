import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fillFolderOnce, withTempFolder } from "@eks-auth/codegen/files";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { fetchWithMaven } from "@eks-auth/codegen/smithy";
import { type OfficialService, officialServices, protocolTests, traitDefinitions } from "./services.ts";

/** The path of a service's JSON AST, which {@link buildModels} writes. */
export function getModelFile(service: OfficialService): string {
  return join(buildFolder, "models", `${service.name}.json`);
}

/** The path of the JSON AST for the official server, which {@link buildModels} writes: some operations are removed. */
export function getOfficialModelFile(service: OfficialService): string {
  return join(buildFolder, "models", `${service.name}-official.json`);
}

/** Reads the JSON AST of a service that {@link buildModels} wrote. */
export function readModelText(service: OfficialService): Promise<string> {
  return readFile(getModelFile(service), "utf8");
}

/**
 * Builds the model of each official service, with only the shapes of the service and without mixins.
 *
 * @throws ToolUnavailableError if Maven is missing and the tests are not downloaded yet
 * @throws SmithyError if the models cannot be built
 */
export async function buildModels(smithy: SmithyCli): Promise<void> {
  const config = makeConfig(await fetchJar());
  await fillFolderOnce(join(buildFolder, "models"), [config], (folder) =>
    withTempFolder(buildFolder, "official-models", async (scratch) => {
      const configFile = join(scratch, "smithy-build.json");
      await writeFile(configFile, config);
      const output = join(scratch, "output");
      await smithy.run("build", ["--quiet", "--config", configFile, "--output", output]);
      for (const { name } of officialServices) {
        for (const projection of [name, `${name}-official`]) {
          await copyFile(join(output, projection, "model/model.json"), join(folder, `${projection}.json`));
        }
      }
    }),
  );
}

function makeConfig(jar: string): string {
  return JSON.stringify({
    version: "1.0",
    maven: { dependencies: traitDefinitions },
    projections: Object.fromEntries(
      officialServices.flatMap(({ id, name, withoutOfficially }) => [
        [name, { imports: [jar, keptShapes], transforms: makeTransforms(id, []) }],
        [`${name}-official`, { imports: [jar], transforms: makeTransforms(id, withoutOfficially) }],
      ]),
    ),
  });
}

/** Shapes with this tag are not removed. */
const kept = { exportTagged: ["kept"] };

const keptShapes = fileURLToPath(new URL("kept-shapes.smithy", import.meta.url));

function makeTransforms(id: string, without: readonly string[]): object[] {
  return [
    { name: "includeServices", args: { services: [id] } },
    ...(without.length === 0
      ? []
      : [
          {
            name: "excludeShapesBySelector",
            args: { selector: `operation[id|name = ${without.join(", ")}]` },
          },
        ]),
    { name: "flattenAndRemoveMixins", args: {} },
    // One string has the enum trait of Smithy 1.
    { name: "changeStringEnumsToEnumShapes", args: { synthesizeNames: true } },
    // Readers of the model load the definitions themselves. Without their mixins these would differ and conflict.
    { name: "removeTraitDefinitions", args: kept },
    { name: "removeUnusedShapes", args: kept },
  ];
}

/**
 * Downloads the jar of the official tests with Maven, unless it exists.
 *
 * @returns the jar's path
 * @throws ToolUnavailableError if Maven is missing
 * @throws CommandError if Maven cannot download it
 */
async function fetchJar(): Promise<string> {
  const folder = join(buildFolder, "jar");
  await fillFolderOnce(folder, [protocolTests], (target) =>
    fetchWithMaven(
      "copy",
      [`-Dartifact=${protocolTests}`, `-DoutputDirectory=${target}`],
      "the official tests",
    ),
  );
  const [jar = ""] = (await readdir(folder)).filter((name) => name.endsWith(".jar"));
  return join(folder, jar);
}

/** The folder of downloaded and generated files. Git ignores it. */
export const buildFolder: string = fileURLToPath(new URL("../../build", import.meta.url));
