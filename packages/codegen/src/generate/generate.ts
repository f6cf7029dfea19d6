import { findUnfilledErrors, type UnfilledError } from "../emit/server/fill-error.ts";
import { clientPackageName, type Generation, type Target } from "../emit/target.ts";
import type { Service } from "../model/service.ts";
import type { UncheckedPattern } from "../model/types.ts";
import type { SmithyArtifacts } from "../smithy/artifacts.ts";
import { type BuildRequest, buildModel } from "../smithy/build-model.ts";
import { buildModels } from "../smithy/build-models.ts";
import { SmithyCli } from "../smithy/cli.ts";
import type { Progress } from "../terminal/output.ts";
import { PhaseTimes } from "../terminal/phase-times.ts";
import { describeLightOmissions, describeUnsignedEvents } from "./client-notices.ts";

/** Prepares a generation: builds `@eks-auth/server-runtime`, which the generator imports. */
export type Prepare = () => Promise<void>;

/**
 * Generates all packages of a target in memory.
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
  const [generation] = await generateTargets(progress, [target], prepare);
  return generation as Generation;
}

/**
 * Generates all packages of several targets in memory. Smithy runs once for all of them.
 *
 * @param targets - with the same work folder; at least one
 * @returns a generation for each target; the first has the time of Smithy
 * @throws the errors of {@link generateFiles}
 */
export async function generateTargets(
  progress: Progress,
  targets: readonly Target[],
  prepare: Prepare = async () => {},
): Promise<Generation[]> {
  progress.show("Looking for Java and the Smithy CLI");
  const smithy = await SmithyCli.open(targets[0]?.workFolder ?? "");
  progress.show("Validating and building the model");
  const firstTimes = new PhaseTimes();
  const building = firstTimes.measure("Smithy", () => buildTogether(smithy, targets.map(createRequest)));
  // The emitters load the TypeScript compiler, which takes long, so they are loaded while Smithy runs.
  const loaded = prepare().then(() => import("../emit/packages.ts"));
  const [{ emitPackages }, artifacts] = await Promise.all([loaded, building]);
  progress.show("Generating the packages");
  const generations: Generation[] = [];
  for (const [index, target] of targets.entries()) {
    const times = index === 0 ? firstTimes : new PhaseTimes();
    const built = artifacts[index] as SmithyArtifacts;
    const { files, service } = await emitPackages(built, target, times);
    const notices = describeGeneration(target, built, service);
    generations.push({ files, service, artifacts: built, notices, times });
  }
  return generations;
}

function createRequest(target: Target): BuildRequest {
  const { model, service, openApi } = target;
  return { model, service, openApi, clientPackage: clientPackageName(target) };
}

/** Builds models in one run of Smithy. A model that can't be built so is built by itself, which says why. */
async function buildTogether(
  smithy: SmithyCli,
  requests: readonly BuildRequest[],
): Promise<SmithyArtifacts[]> {
  const built = requests.length === 1 ? [undefined] : await buildModels(smithy, requests);
  const complete: SmithyArtifacts[] = [];
  for (const [index, request] of requests.entries()) {
    complete.push(built[index] ?? (await buildModel(smithy, request)));
  }
  return complete;
}

function describeGeneration(target: Target, artifacts: SmithyArtifacts, service: Service): string[] {
  return [
    ...artifacts.notices,
    ...describeUnchecked(service.uncheckedPatterns),
    ...findUnfilledErrors(service).map(describeUnfilled),
    ...(clientPackageName(target) === undefined
      ? []
      : [...describeUnsignedEvents(service, artifacts.model), ...describeLightOmissions(service)]),
  ];
}

function describeUnfilled({ error, members }: UnfilledError): string {
  return `Not filled: ${error.name} needs ${members.join(", ")}, so a broken constraint gets an error that only has a message.`;
}

function describeUnchecked({ length }: readonly UncheckedPattern[]): string[] {
  return length === 0
    ? []
    : [
        `Not checked: ${length} ${length === 1 ? "pattern" : "patterns"}, see server/src/gen/unchecked-patterns.md.`,
      ];
}
