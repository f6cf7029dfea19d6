import { join } from "node:path";
import type { JsonAst } from "../model/json-ast.ts";
import { modelFolder, type Project } from "../project/project.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import { SmithyCli } from "../smithy/cli.ts";
import { isToolUnavailable } from "../terminal/command-error.ts";
import { readApi } from "./api.ts";
import { largestBumps, packageFolderOf, packageKeysOf, packageNameOf } from "./bump.ts";
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
 * Lists the changes since the last release: in the model, and in generated code without a change of the model.
 *
 * @param release - `undefined` before the first release
 * @throws CommandError if a model can't be compared
 */
export function findChanges(
  project: Project,
  release: Pick<Release, "model" | "outputs"> | undefined,
  now: { readonly model: JsonAst; readonly outputs: GeneratedState["outputs"] },
): Change[] {
  if (release === undefined) {
    return [{ rule: "first-release", path: readApi(now.model).name, description: "everything is new" }];
  }
  const changes = diffModels(release.model, now.model);
  const explained = largestBumps(changes.map(bumpsOf));
  const generated = packageKeysOf(project).flatMap((key): Change[] => {
    const folder = `${packageFolderOf(project, key)}/`;
    const count = countDifferences(release.outputs, now.outputs, folder);
    const description = `${count} generated ${count === 1 ? "file" : "files"} changed`;
    return count === 0 || explained[key] !== "none"
      ? []
      : [{ rule: "generated-code-changed", path: packageNameOf(project, key), description, package: key }];
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
 * Compares the model with the last released one. Without Java it compares the generated model, and omits Smithy's diff.
 *
 * @throws SmithyError if the model is not valid
 * @throws CommandError if a file can't be read
 */
export async function createReport(project: Project): Promise<DiffReport> {
  const release = await readRelease(project);
  const version = release?.version;
  const generated = await readGeneratedState(project);
  const report = (source: string, model = generated.model): Omit<DiffReport, "smithyDiff"> => {
    const changes = findChanges(project, release, { model, outputs: generated.outputs });
    const packages = packageKeysOf(project);
    const required = requiredBumps(changes, version ?? "0.0.0", packages);
    return { version, source, packages, changes, required };
  };
  try {
    const smithy = await SmithyCli.open(findWorkspaceRoot(project.folder));
    return await withBuiltModel(smithy, project, async (model, file) => ({
      ...report(join(project.settings.model, "/"), model),
      smithyDiff: await diffWithSmithy(smithy, project, release === undefined ? undefined : file),
    }));
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    return { ...report(generatedModel(project)), smithyDiff: { skipped: error.message } };
  }
}

async function diffWithSmithy(
  smithy: SmithyCli,
  project: Project,
  file: string | undefined,
): Promise<SmithyDiff> {
  return file === undefined
    ? { skipped: "there is no release to compare with." }
    : {
        events: await runSmithyDiff(
          smithy,
          modelFolder(project),
          join(project.folder, releaseFiles.model),
          file,
        ),
      };
}
