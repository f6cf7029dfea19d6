import { packageName, repositoryTarget, type Target } from "../emit/target.ts";
import { buildModel, type SmithyArtifacts } from "../smithy/build-model.ts";
import { SmithyCli } from "../smithy/cli.ts";
import type { Progress } from "../terminal/output.ts";
import { compareWithGeneration, compareWithLock } from "./drift.ts";
import { writeFiles } from "./write-files.ts";

/** What a generation gave. */
export interface Generation {
  /** The generated files' texts by path. */
  readonly files: ReadonlyMap<string, string>;
  /** What they were made from. */
  readonly artifacts: SmithyArtifacts;
  /** How long the Smithy CLI took of it, in seconds. */
  readonly smithySeconds: number;
}

/** Makes what the generator imports loadable: builds `@eks-auth/server-runtime`. Called only before a generation. */
export type Prepare = () => Promise<void>;

/**
 * Generates everything, in memory.
 *
 * @throws ToolUnavailableError where there is no Java to run the Smithy CLI, or no Maven to fetch it
 * @throws CommandError where the model is not valid
 * @throws UnsupportedModelError where the model has something that can't be generated yet
 */
export async function generateFiles(
  progress: Progress,
  target: Target = repositoryTarget,
  prepare: Prepare = async () => {},
): Promise<Generation> {
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
  const loaded = prepare().then(() => import("../emit/packages.ts"));
  const [{ emitPackages }, artifacts] = await Promise.all([loaded, timed]);
  progress.show("Generating the packages");
  return { files: await emitPackages(artifacts, target), artifacts, smithySeconds };
}

/** What a regeneration did. */
interface Regeneration {
  /** How many generated files there are. */
  readonly count: number;
  /** How many of them it changed. */
  readonly changed: number;
  /** How long the Smithy CLI took, in seconds; 0 where it was not needed. */
  readonly smithySeconds: number;
}

/**
 * Brings this repository's packages up to date and says what it did.
 *
 * @returns the exit code, 0
 */
export async function regenerate(progress: Progress, prepare?: Prepare): Promise<number> {
  const start = performance.now();
  const { count, changed, smithySeconds } = await updateOwnPackages(progress, prepare);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    smithySeconds === 0
      ? `Nothing to do: the ${count} generated files and all that they are made from are unchanged.\n`
      : `Generated ${count} files, ${changed} of them changed, in ${seconds.toFixed(1)} s ` +
          `(the Smithy CLI took ${smithySeconds.toFixed(1)} s of it).\n`,
  );
  return 0;
}

/**
 * Generates this repository's packages and writes what has changed, or nothing at all where a step fails. Where the
 * digests of the last generation say that nothing has changed, nothing is generated.
 *
 * @throws CommandError where a step fails
 */
export async function updateOwnPackages(progress: Progress, prepare?: Prepare): Promise<Regeneration> {
  const last = await compareWithLock();
  if (last.drift.length === 0) {
    return { count: last.count, changed: 0, smithySeconds: 0 };
  }
  const generation = await generateFiles(progress, repositoryTarget, prepare);
  const { files, drift } = await compareWithGeneration(generation.files);
  progress.show("Writing files");
  await writeFiles(repositoryTarget.base, files, drift);
  progress.clear();
  return { count: files.size, changed: drift.length, smithySeconds: generation.smithySeconds };
}
