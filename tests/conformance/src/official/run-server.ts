import { Console } from "node:console";
import { join } from "node:path";
import { Writable } from "node:stream";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import type { PreparedService } from "../run/prepare.ts";
import { type Result, runSubject } from "../run/run-all.ts";
import { buildFolder, getModelFile, readModelText } from "./build-models.ts";
import { generateOfficialServer, openOfficialServer } from "./server.ts";

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

/**
 * Does some work while nothing that writes to the console is seen: the official server reports each of its coercions
 * and each error there.
 */
async function muteConsole<T>(work: () => Promise<T>): Promise<T> {
  const seen = globalThis.console;
  globalThis.console = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));
  try {
    return await work();
  } finally {
    globalThis.console = seen;
  }
}
