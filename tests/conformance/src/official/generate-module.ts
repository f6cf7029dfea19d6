import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce, withTempFolder } from "@eks-auth/codegen/files";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { rolldown } from "rolldown";
import { buildFolder } from "./build-models.ts";
import { officialGenerator, traitDefinitions } from "./services.ts";

/** The input of the official generator, and the folder to write. */
export interface OfficialSource {
  /** The service's shape ID. */
  readonly service: string;
  /** The absolute path of the model: a JSON AST without trait definitions, or a folder of `.smithy` files. */
  readonly model: string;
  /** The text of the model, or another text that changes with it. */
  readonly modelText: string;
  /** More Maven artifacts whose traits the model uses: `software.amazon.smithy:smithy-aws-endpoints:1.69.0`. */
  readonly dependencies?: readonly string[];
  /** The absolute path of the folder to write, from which the packages of the generated code can be resolved. */
  readonly folder: string;
}

/** The generator's plugins, by what they generate. */
const plugins = { server: "typescript-ssdk-codegen", client: "typescript-client-codegen" } as const;

/**
 * Generates the official TypeScript server or client of a service, and bundles it as one ES module for Node.js. A
 * second call with the same source does nothing.
 *
 * @param settings - of the plugin
 * @returns the path of the module
 * @throws SmithyError if the generator rejects the model
 * @see https://github.com/smithy-lang/smithy-typescript
 */
export async function generateModule(
  smithy: SmithyCli,
  kind: keyof typeof plugins,
  source: OfficialSource,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const config = makeConfig(kind, source, settings);
  await fillFolderOnce(source.folder, [config, source.modelText], (folder) =>
    withTempFolder(buildFolder, `official-${kind}`, async (scratch) => {
      const configFile = join(scratch, "smithy-build.json");
      await writeFile(configFile, config);
      const output = join(scratch, "output");
      await smithy.run("build", ["--quiet", "--config", configFile, "--output", output]);
      const generated = join(output, kind, plugins[kind]);
      await cp(join(generated, "src"), join(folder, "src"), { recursive: true });
      // A client reads the version for its user agent from there.
      await cp(join(generated, "package.json"), join(folder, "package.json"));
      await bundleModule(join(folder, "src/index.ts"), join(folder, `${kind}.mjs`));
    }),
  );
  return join(source.folder, `${kind}.mjs`);
}

function makeConfig(kind: keyof typeof plugins, source: OfficialSource, settings: object): string {
  return JSON.stringify({
    version: "1.0",
    maven: { dependencies: [...traitDefinitions, ...(source.dependencies ?? []), officialGenerator] },
    projections: {
      [kind]: {
        imports: [source.model],
        transforms: [{ name: "includeServices", args: { services: [source.service] } }],
        plugins: {
          [plugins[kind]]: {
            service: source.service,
            package: `official-${kind}`,
            packageVersion: "0.0.0",
            ...settings,
          },
        },
      },
    },
  });
}

/**
 * Bundles the generated sources, because they import each other without extensions, which Node.js does not support.
 * Packages stay external.
 *
 * @param entry - the path of the generated `index.ts`
 * @param file - the path of the module to write
 */
async function bundleModule(entry: string, file: string): Promise<void> {
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    tsconfig: false,
    external: /^[^./]/,
    logLevel: "silent",
  });
  try {
    await bundle.write({ file, format: "esm" });
  } finally {
    await bundle.close();
  }
}
