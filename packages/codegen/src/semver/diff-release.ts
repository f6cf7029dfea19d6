import { join } from "node:path";
import type { JsonAst } from "../model/json-ast.ts";
import { root } from "../root.ts";
import { SmithyCli } from "../smithy/cli.ts";
import { isToolUnavailable } from "../terminal/command-error.ts";
import { readApi } from "./api.ts";
import { generatedPackages, largestBumps, packageKeys } from "./bump.ts";
import { bumpsOf, type Change, requiredBumps } from "./change.ts";
import { diffModels } from "./compare/diff-models.ts";
import {
  type GeneratedState,
  generatedModel,
  type Release,
  readGeneratedState,
  readRelease,
  releaseFiles,
} from "./released.ts";
import type { DiffReport } from "./report.ts";
import { runSmithyDiff, type SmithyDiff, withBuiltModel } from "./smithy-diff.ts";

/**
 * Lists what changed since the last release: in the model, and in generated code that no change of the model explains.
 *
 * @param release - `undefined` before the first release, when all of it is new
 * @throws CommandError where a model can't be compared
 */
export function findChanges(
  release: Pick<Release, "model" | "outputs"> | undefined,
  now: { readonly model: JsonAst; readonly outputs: GeneratedState["outputs"] },
): Change[] {
  if (release === undefined) {
    return [{ rule: "first-release", place: readApi(now.model).name, what: "all of it is new" }];
  }
  const changes = diffModels(release.model, now.model);
  const explained = largestBumps(changes.map(bumpsOf));
  const generated = packageKeys.flatMap((only): Change[] => {
    const { name, folder } = generatedPackages[only];
    const count = countDifferences(release.outputs, now.outputs, `${folder}/`);
    const what = `${count} generated ${count === 1 ? "file" : "files"} changed`;
    return count === 0 || explained[only] !== "none"
      ? []
      : [{ rule: "generated-code-changed", place: name, what, only }];
  });
  return [...changes, ...generated];
}

function countDifferences(
  before: GeneratedState["outputs"],
  after: GeneratedState["outputs"],
  folder: string,
): number {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => path.startsWith(folder) && before[path] !== after[path]).length;
}

/**
 * Compares the model with the last released one. Without Java, the model is the generated one, and Smithy's own diff is
 * left out.
 *
 * @throws SmithyError where the model is not valid
 * @throws CommandError where a file can't be read
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
    if (!isToolUnavailable(error)) {
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
