import { CommandError } from "@eks-auth/codegen/terminal";
import type { ModelEdit } from "../catalogue/change.ts";

/** The file of an edit, from the root. */
export function fileOf({ file = "operation.smithy" }: ModelEdit): string {
  return `model/${file}`;
}

/**
 * Applies an edit to a file's text.
 *
 * @param change - the change's name, for the error
 * @throws CommandError where the text has not what is looked for, or has it another number of times
 */
export function applyEdit(text: string, edit: ModelEdit, change: string): string {
  if ("append" in edit) {
    return text + edit.append;
  }
  const { find, put, times = 1 } = edit;
  const found = text.split(find).length - 1;
  if (times === "any" ? found === 0 : found !== times) {
    const wanted = times === "any" ? "at least once" : times === 1 ? "once" : `${times} times`;
    throw new CommandError(
      `The change ${change} looks ${wanted} for the following in ${fileOf(edit)}, and finds it ${found} times:\n\n${find}\n\nMend the edit in scripts/evolve/catalogue, after the model.`,
    );
  }
  return text.replaceAll(find, () => put);
}
