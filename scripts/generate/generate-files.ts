import { buildModel, type SmithyArtifacts } from "../smithy/build.ts";
import { SmithyCli } from "../smithy/cli.ts";
import type { Progress } from "./progress.ts";
import { ownTarget, packageName, type Target } from "./target.ts";

/** What a generation gave. */
export interface Generation {
  /** The generated files' texts by path. */
  readonly files: ReadonlyMap<string, string>;
  /** What they were made from. */
  readonly artifacts: SmithyArtifacts;
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
export async function generateFiles(progress: Progress, target: Target = ownTarget): Promise<Generation> {
  progress.show("Looking for Java and the Smithy CLI");
  const smithy = await SmithyCli.open();
  progress.show("Validating and building the model");
  const start = performance.now();
  let smithySeconds = 0;
  const { model, service } = target;
  const building = buildModel(smithy, { model, service, clientPackage: packageName(target, "client") });
  const timed = building.finally(() => {
    smithySeconds = (performance.now() - start) / 1000;
  });
  // The TypeScript compiler behind openapi-typescript takes long to load: it does so while the JVM works.
  const [{ emitPackages }, artifacts] = await Promise.all([import("./emit-packages.ts"), timed]);
  progress.show("Generating the packages");
  return { files: await emitPackages(artifacts, target), artifacts, smithySeconds };
}
