import { buildModel } from "../smithy/build.ts";
import { SmithyCli } from "../smithy/cli.ts";
import { lockPath, makeLock, renderLock } from "./lock.ts";
import type { Progress } from "./progress.ts";

/** What a generation gave. */
export interface Generation {
  /** The generated files' texts by path, the lock's among them. */
  readonly files: ReadonlyMap<string, string>;
  /** How long the Smithy CLI took of it, in seconds. */
  readonly smithySeconds: number;
}

/**
 * Generates everything, in memory.
 *
 * @throws SmithyUnavailable where there is no Java to run the Smithy CLI, or no Maven to fetch it
 * @throws Failure where the model is not valid
 * @throws UnsupportedModelError where the model has something that can't be generated yet
 */
export async function generateFiles(progress: Progress): Promise<Generation> {
  progress.show("Looking for Java and the Smithy CLI");
  const smithy = await SmithyCli.open();
  progress.show("Validating and building the model");
  const start = performance.now();
  let smithySeconds = 0;
  const building = buildModel(smithy).finally(() => {
    smithySeconds = (performance.now() - start) / 1000;
  });
  // The TypeScript compiler behind openapi-typescript takes long to load: it does so while the JVM works.
  const [{ emitPackages }, artifacts] = await Promise.all([import("./emit-packages.ts"), building]);
  progress.show("Generating the packages");
  const files = await emitPackages(artifacts);
  const lock = await makeLock(files);
  return { files: new Map([...files, [lockPath, renderLock(lock)]]), smithySeconds };
}
