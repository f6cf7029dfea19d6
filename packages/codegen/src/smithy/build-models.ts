import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withTempFolder } from "../files/temp-folder.ts";
import { readArtifacts, readWholeModel, type SmithyArtifacts } from "./artifacts.ts";
import { createBuildConfig } from "./build-config.ts";
import type { BuildRequest } from "./build-model.ts";
import type { SmithyCli, SmithyError } from "./cli.ts";
import { describeOtherServices, guessServices, restJson1 } from "./find-service.ts";
import { type ModelSource, readModelSource } from "./model-source.ts";
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
    const guesses = await Promise.all(sources.map(guessServices));
    const services = guesses.map(
      (found, index) => requests[index]?.service ?? (found.length === 1 ? found[0] : undefined),
    );
    const builds = requests.flatMap(({ openApi, clientPackage }, index) => {
      const service = services[index];
      return service === undefined ? [] : [[`m${index}`, { service, openApi, clientPackage }] as const];
    });
    const all = {
      sources: sources.flatMap((source) => source.sources),
      imports: sources.flatMap((source) => source.imports),
      maven: mergeMaven(sources),
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
        const service = services[index];
        const isBuilt = whole !== undefined && service !== undefined && !failed?.includes(`m${index}`);
        if (!isBuilt || whole.shapes[service]?.traits?.[restJson1] === undefined) {
          return undefined;
        }
        const artifacts = await readArtifacts(join(output, `m${index}`), whole, source);
        const found = Object.entries(whole.shapes).filter(([id]) => guesses[index]?.includes(id));
        const others = describeOtherServices({ ...whole, shapes: Object.fromEntries(found) }, service);
        return { ...artifacts, notices: [...artifacts.notices, ...others] };
      }),
    );
  });
}

/** A version in the settings of one model is for all. */
function mergeMaven(sources: readonly ModelSource[]): ModelSource["maven"] {
  const settings = sources.map(({ maven }) => maven);
  const dependencies = [...new Set(settings.flatMap(({ dependencies = [] }) => dependencies))];
  return Object.assign({}, ...settings, { dependencies });
}

/** @returns undefined if it was not a projection that failed */
function listFailedProjections(error: SmithyError): string[] | undefined {
  const list = /projection\(s\) failed: \[([^\]]*)\]/.exec(error.details)?.[1];
  return list?.split(", ");
}
