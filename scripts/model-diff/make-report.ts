import { join } from "node:path";
import { root } from "../root.ts";
import { SmithyCli } from "../smithy/cli.ts";
import { SmithyUnavailable } from "../smithy/unavailable.ts";
import { requiredBumps } from "./change.ts";
import { findChanges } from "./released/find-changes.ts";
import { generatedModel, readGeneratedState } from "./released/generated-state.ts";
import { readRelease, releaseFiles } from "./released/release.ts";
import type { DiffReport } from "./report/report.ts";
import { withBuiltModel } from "./smithy-diff/build-model.ts";
import { runSmithyDiff, type SmithyDiff } from "./smithy-diff/smithy-diff.ts";

/**
 * Compares the model with the last released one. Without Java, the model is the generated one, and Smithy's own diff is
 * left out.
 *
 * @throws SmithyFailure where the model is not valid
 * @throws Failure where a file can't be read
 */
export async function makeReport(): Promise<DiffReport> {
  const release = await readRelease();
  const version = release?.version;
  const generated = await readGeneratedState();
  const report = (source: string, model = generated.model): Omit<DiffReport, "smithyDiff"> => {
    const changes = findChanges(release, { model, outputs: generated.outputs });
    return { version, source, changes, required: requiredBumps(changes, version ?? "0.0.0") };
  };
  try {
    const smithy = await SmithyCli.open();
    return await withBuiltModel(smithy, async (model, file) => ({
      ...report("model/", model),
      smithyDiff: await diffWithSmithy(smithy, release === undefined ? undefined : file),
    }));
  } catch (error) {
    if (!(error instanceof SmithyUnavailable)) {
      throw error;
    }
    return { ...report(generatedModel), smithyDiff: { skipped: error.message } };
  }
}

async function diffWithSmithy(smithy: SmithyCli, file: string | undefined): Promise<SmithyDiff> {
  return file === undefined
    ? { skipped: "there is no release to compare with." }
    : { events: await runSmithyDiff(smithy, join(root, releaseFiles.model), file) };
}
