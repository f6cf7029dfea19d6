import { packageKeys } from "@eks-auth/codegen/semver";
import { CommandError } from "@eks-auth/codegen/terminal";
import { generationFiles, RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import type { ModelEdit } from "./catalogue/change.ts";

/** Copies what generates, and the packages that are generated and built. */
export function makeModelCopy(): Promise<RepositoryCopy> {
  const packages = packageKeys.map((name) => `packages/${name}`);
  return RepositoryCopy.make([...generationFiles, ...packages]);
}

/**
 * Edits the model of a copy. If one edit does not match, nothing is written.
 *
 * @param change - the change's name, for the error message
 * @throws {CommandError} if an edit does not match the model
 */
export async function editModel(
  copy: RepositoryCopy,
  edits: readonly ModelEdit[],
  change: string,
): Promise<void> {
  const texts = new Map<string, string>();
  for (const edit of edits) {
    const path = fileOf(edit);
    texts.set(path, applyEdit(texts.get(path) ?? (await copy.read(path)), edit, change));
  }
  for (const [path, text] of texts) {
    await copy.write(path, text);
  }
}

/** The file that an edit changes, from the root. */
export function fileOf({ file = "operation.smithy" }: ModelEdit): string {
  return `model/${file}`;
}

/**
 * Applies an edit to the text of a file.
 *
 * @param change - the change's name, for the error message
 * @throws {CommandError} if the text that is searched for is missing, or occurs a different number of times
 */
export function applyEdit(text: string, edit: ModelEdit, change: string): string {
  if ("append" in edit) {
    return text + edit.append;
  }
  const { search, replace, times = 1 } = edit;
  const found = text.split(search).length - 1;
  if (times === "any" ? found === 0 : found !== times) {
    const expected = times === "any" ? "at least once" : times === 1 ? "once" : `${times} times`;
    throw new CommandError(
      `The change ${change} expects the following text ${expected} in ${fileOf(edit)}, but it occurs ${found} times:\n\n` +
        `${search}\n\nFix the edit in tests/evolution/src/catalogue to match the model.`,
    );
  }
  return text.replaceAll(search, () => replace);
}
