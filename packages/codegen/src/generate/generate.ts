import { findUnfilledErrors, type UnfilledError } from "../emit/server/fill-error.ts";
import { clientPackageName, type Generation, type Target } from "../emit/target.ts";
import type { UncheckedPattern } from "../model/types.ts";
import { buildModel } from "../smithy/build-model.ts";
import { SmithyCli } from "../smithy/cli.ts";
import type { Progress } from "../terminal/output.ts";
import { PhaseTimes } from "../terminal/phase-times.ts";
import { describeLightOmissions, describeUnsignedEvents } from "./client-notices.ts";

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
  const times = new PhaseTimes();
  const { model, service, openApi } = target;
  const clientPackage = clientPackageName(target);
  const building = times.measure("Smithy", () =>
    buildModel(smithy, { model, service, openApi, clientPackage }),
  );
  // The emitters load the TypeScript compiler, which takes long, so they are loaded while Smithy runs.
  const loaded = prepare().then(() => import("../emit/packages.ts"));
  const [{ emitPackages }, artifacts] = await Promise.all([loaded, building]);
  progress.show("Generating the packages");
  const { files, service: resolved } = await emitPackages(artifacts, target, times);
  const notices = [
    ...artifacts.notices,
    ...describeUnchecked(resolved.uncheckedPatterns),
    ...findUnfilledErrors(resolved).map(describeUnfilled),
    ...(clientPackage === undefined
      ? []
      : [...describeUnsignedEvents(resolved, artifacts.model), ...describeLightOmissions(resolved)]),
  ];
  return { files, service: resolved, artifacts, notices, times };
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
