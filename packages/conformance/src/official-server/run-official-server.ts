import { join } from "node:path";
import { SmithyCli } from "../../../../scripts/smithy/cli.ts";
import { buildFolder } from "../build-folder.ts";
import { getModelFile, readModelText } from "../official-models/build-models.ts";
import type { PreparedService } from "../run/prepare.ts";
import { type Result, runSubject } from "../run/run-all.ts";
import { generateOfficialServer } from "./generate.ts";
import { muteConsole } from "./mute-console.ts";
import { openOfficialServer } from "./open-official-server.ts";

/**
 * Generates the official server of each service and runs the cases against it, for comparison.
 *
 * @param tell - told of each step as it begins
 */
export async function runOfficialServer(
  services: readonly Pick<PreparedService, "service" | "model" | "cases">[],
  tell: (step: string) => void,
): Promise<Result[]> {
  const smithy = await SmithyCli.open();
  const results: Result[] = [];
  for (const { service, model, cases } of services) {
    tell(`Generating the official server of ${service.name}`);
    const module = await generateOfficialServer(smithy, {
      service: service.id,
      model: getModelFile(service),
      modelText: await readModelText(service),
      listsValidationException: service.listsValidationException,
      folder: join(buildFolder, service.name, "official-server"),
    });
    tell(`Running the cases of ${service.name} on the official server`);
    const run = await muteConsole(async () =>
      runSubject(
        { service, cases },
        "official server",
        await openOfficialServer(model, module, service.name),
      ),
    );
    results.push(...run);
  }
  return results;
}
