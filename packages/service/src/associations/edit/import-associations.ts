import type { Association } from "../association.ts";
import type { ClusterRules } from "../association-rules.ts";
import { type AssociationInput, type FileEntry, toAssociation } from "../file/entry.ts";
import { associationKey } from "../precedence.ts";
import { changeEntries, toWrittenEntry, validateInput } from "./change-entries.ts";

/** The result for one association of an import. */
export interface ImportedAssociation {
  readonly association: Association;
  /** `conflicting` if there is another association for the same names; then nothing was written. */
  readonly outcome: "added" | "unchanged" | "replaced" | "conflicting";
}

/** Options of {@link importAssociations}. */
export interface ImportOptions {
  /** Whether to replace associations for the same names in the file. */
  readonly replace?: boolean | undefined;
  /** Whether to only return the results, and write nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Adds associations to a cluster's file, all or none, with the guarantees of `addAssociation`.
 *
 * @returns a result for each, in the given order; if one is `conflicting`, the file is unchanged
 * @throws AssociationChangeError if an input is not valid, the file cannot be written, or other processes keep it locked
 * @throws UnusableFileError if the existing file cannot be read or is not valid
 */
export async function importAssociations(
  path: string,
  cluster: ClusterRules,
  inputs: readonly AssociationInput[],
  { replace = false, dryRun = false }: ImportOptions = {},
): Promise<readonly ImportedAssociation[]> {
  const imported = inputs.map((input) => validateInput(input, cluster));
  return changeEntries(path, cluster, (entries) => {
    const plan = planImport(entries, imported, replace);
    const result = plan.outcomes.map((outcome, index) => ({
      association: toAssociation(imported[index] as FileEntry, cluster),
      outcome,
    }));
    const writesNothing = dryRun || plan.outcomes.includes("conflicting");
    return writesNothing ? { result } : { replace: plan.replace, add: plan.add, result };
  });
}

function planImport(entries: readonly FileEntry[], imported: readonly FileEntry[], canReplace: boolean) {
  const existing = new Map(entries.map((entry, index) => [associationKey(entry), { entry, index }]));
  const seen = new Map<string, FileEntry>();
  const plan = {
    replace: new Map<number, FileEntry>(),
    add: [] as FileEntry[],
    outcomes: [] as ImportedAssociation["outcome"][],
  };
  for (const entry of imported) {
    const key = associationKey(entry);
    const earlier = seen.get(key);
    const current = existing.get(key);
    if (isSame(earlier ?? current?.entry, entry)) {
      plan.outcomes.push("unchanged");
    } else if (earlier !== undefined || (current !== undefined && !canReplace)) {
      plan.outcomes.push("conflicting");
    } else if (current === undefined) {
      plan.outcomes.push("added");
      plan.add.push(entry);
    } else {
      plan.outcomes.push("replaced");
      plan.replace.set(current.index, entry);
    }
    seen.set(key, entry);
  }
  return plan;
}

function isSame(one: FileEntry | undefined, other: FileEntry): boolean {
  return one !== undefined && JSON.stringify(toWrittenEntry(one)) === JSON.stringify(toWrittenEntry(other));
}
