import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withTempFolder } from "../files/temp-folder.ts";
import { readArtifacts, readWholeModel, type SmithyArtifacts } from "./artifacts.ts";
import { createBuildConfig } from "./build-config.ts";
import type { BuildRequest } from "./build-model.ts";
import type { SmithyCli, SmithyError } from "./cli.ts";
import { guessService } from "./find-service.ts";
import { readModelSource } from "./model-source.ts";
import { runBuild, writeConfig } from "./run-build.ts";
import { dropUnreadTraits } from "./unread-traits.ts";

/**
 * Builds several models, with one service each, in one run of the Smithy CLI: loading Java and the CLI takes longer than
 * most models.
 *
 * @returns for each request what Smithy made, or undefined if it has to be built by itself: all of them if Smithy rejects one
 */
export async function buildModels(
  smithy: SmithyCli,
  requests: readonly BuildRequest[],
): Promise<(SmithyArtifacts | undefined)[]> {
  return withTempFolder(smithy.buildFolder, "smithy", async (scratch) => {
    const sources = await Promise.all(
      requests.map(async ({ model }, index) => {
        const folder = join(scratch, String(index));
        await mkdir(folder);
        return dropUnreadTraits(await readModelSource(model), folder);
      }),
    );
    const services = await Promise.all(sources.map((source) => guessService(source)));
    const builds = requests.flatMap(({ openApi, clientPackage }, index) => {
      const service = services[index];
      return service === undefined ? [] : [[`m${index}`, { service, openApi, clientPackage }] as const];
    });
    const all = {
      sources: sources.flatMap((source) => source.sources),
      imports: sources.flatMap((source) => source.imports),
      maven: {},
    };
    const config = await writeConfig(scratch, await createBuildConfig(all, Object.fromEntries(builds)));
    const output = join(scratch, "output");
    const failed = await runBuild(smithy, config, output).then(
      (): string[] | undefined => [],
      (error: SmithyError) => listFailedProjections(error),
    );
    const whole = failed === undefined ? undefined : await readWholeModel(output);
    return Promise.all(
      sources.map(async (source, index) => {
        const isBuilt =
          whole !== undefined && services[index] !== undefined && !failed?.includes(`m${index}`);
        return isBuilt ? readArtifacts(join(output, `m${index}`), whole, source) : undefined;
      }),
    );
  });
}

/** @returns undefined if it was not a projection that failed */
function listFailedProjections(error: SmithyError): string[] | undefined {
  const list = /projection\(s\) failed: \[([^\]]*)\]/.exec(error.details)?.[1];
  return list?.split(", ");
}
