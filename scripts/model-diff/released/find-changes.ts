import type { JsonAst } from "../../codegen/model/json-ast.ts";
import { readApi } from "../api/api.ts";
import { bumpsOf, type Change } from "../change.ts";
import { diffModels } from "../compare/diff-models.ts";
import { generatedPackages, largestBumps, packageKeys } from "../packages.ts";
import type { GeneratedState } from "./generated-state.ts";
import type { Release } from "./release.ts";

/**
 * Lists what changed since the last release: in the model, and in generated code that no change of the model explains.
 *
 * @param release - `undefined` before the first release, when all of it is new
 * @throws Failure where a model can't be compared
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
