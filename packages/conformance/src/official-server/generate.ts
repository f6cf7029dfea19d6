import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillOnce } from "../../../../scripts/fill-once.ts";
import { inScratchFolder } from "../../../../scripts/scratch-folder.ts";
import type { SmithyCli } from "../../../../scripts/smithy/cli.ts";
import { officialGenerator, traitDefinitions } from "../official-models/versions.ts";
import { bundleServer } from "./bundle.ts";

/** What the official server is to be generated from, and where to. */
export interface OfficialServerSource {
  /** The service's shape ID. */
  readonly service: string;
  /** The absolute path of the model: a JSON AST without trait definitions, or a folder of `.smithy` files. */
  readonly model: string;
  /** The text of the model, or anything that changes when it does. */
  readonly modelText: string;
  /** More Maven artifacts whose traits the model uses: `software.amazon.smithy:smithy-aws-endpoints:1.69.0`. */
  readonly dependencies?: readonly string[];
  /**
   * Whether every operation lists `smithy.framework#ValidationException`, which then answers what the model's
   * constraints refuse. Else whoever makes the handler says what answers it.
   */
  readonly listsValidationException: boolean;
  /** The absolute path of the folder to fill. It must lie where the runtime's packages can be resolved from. */
  readonly folder: string;
}

/**
 * Generates the official TypeScript server of a service, and bundles it as one ES module for Node.js. A second call
 * with the same source does nothing.
 *
 * @returns the path of the module. It exports `get<Service>ServiceHandler`, the classes of the errors and the rest
 * @throws SmithyFailure where the generator refuses the model
 * @see https://github.com/smithy-lang/smithy-typescript
 */
export async function generateOfficialServer(
  smithy: SmithyCli,
  source: OfficialServerSource,
): Promise<string> {
  const config = makeConfig(source);
  await fillOnce(source.folder, [config, source.modelText], (folder) =>
    inScratchFolder("official-server", async (scratch) => {
      const configFile = join(scratch, "smithy-build.json");
      await writeFile(configFile, config);
      const output = join(scratch, "output");
      await smithy.run("build", ["--quiet", "--config", configFile, "--output", output]);
      await cp(join(output, "server/typescript-ssdk-codegen/src"), join(folder, "src"), { recursive: true });
      await bundleServer(join(folder, "src/index.ts"), join(folder, "server.mjs"));
    }),
  );
  return join(source.folder, "server.mjs");
}

function makeConfig(source: OfficialServerSource): string {
  return JSON.stringify({
    version: "1.0",
    maven: { dependencies: [...traitDefinitions, ...(source.dependencies ?? []), officialGenerator] },
    projections: {
      server: {
        imports: [source.model],
        transforms: [{ name: "includeServices", args: { services: [source.service] } }],
        plugins: {
          "typescript-ssdk-codegen": {
            service: source.service,
            package: "official-server",
            packageVersion: "0.0.0",
            disableDefaultValidation: !source.listsValidationException,
          },
        },
      },
    },
  });
}
