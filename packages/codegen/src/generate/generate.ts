import { type Generation, packageName, type Target } from "../emit/target.ts";
import { buildModel } from "../smithy/build-model.ts";
import { SmithyCli } from "../smithy/cli.ts";
import type { Progress } from "../terminal/output.ts";

/** Prepares a generation: builds `@eks-auth/server-runtime`, which the generator imports. */
export type Prepare = () => Promise<void>;

/**
 * Generates all packages in memory.
 *
 * @param prepare - called first, while the Smithy CLI runs
 * @throws ToolUnavailableError if Java or Maven is missing
 * @throws SmithyError if the model is not valid
 * @throws UnsupportedModelError if the model has something that can't be generated
 */
export async function generateFiles(
  progress: Progress,
  target: Target,
  prepare: Prepare = async () => {},
): Promise<Generation> {
  progress.show("Looking for Java and the Smithy CLI");
  const smithy = await SmithyCli.open(target.workFolder);
  progress.show("Validating and building the model");
  const start = performance.now();
  let smithySeconds = 0;
  const { model, service } = target;
  const building = buildModel(smithy, { model, service, clientPackage: packageName(target, "client") });
  const timed = building.finally(() => {
    smithySeconds = (performance.now() - start) / 1000;
  });
  // The emitters load the TypeScript compiler, which takes long, so they are loaded while Smithy runs.
  const loaded = prepare().then(() => import("../emit/packages.ts"));
  const [{ emitPackages }, artifacts] = await Promise.all([loaded, timed]);
  progress.show("Generating the packages");
  return { files: await emitPackages(artifacts, target), artifacts, smithySeconds };
}
