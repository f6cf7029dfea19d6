import { type ClusterIdentity, partitionOf } from "../../names/arn.ts";
import type { Association } from "../association.ts";
import { type AssociationInput, type FileEntry, toAssociation } from "../file/entry.ts";
import { changeEntries, checkInput, writeEntry } from "./change-entries.ts";

/** What became of one association of an import. */
export interface ImportedAssociation {
  readonly association: Association;
  /** `conflicting`: there is another for the same names, so nothing of the import was written. */
  readonly outcome: "added" | "unchanged" | "replaced" | "conflicting";
}

/** How to import. */
export interface ImportOptions {
  /** Whether an association may take the place of one in the file. */
  readonly replace?: boolean | undefined;
  /** Whether to find out only, and write nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Adds associations to a cluster's file, all of them or none, under the promises of `addAssociation`.
 *
 * @returns what became of each, in the order that they were given; where one is `conflicting`, the file is as it was
 * @throws AssociationChangeError where one can't be used, where the file can't be written or others keep it busy
 * @throws UnusableFileError where the file can't be read or used as it is
 */
export async function importAssociations(
  path: string,
  cluster: ClusterIdentity,
  inputs: readonly AssociationInput[],
  { replace = false, dryRun = false }: ImportOptions = {},
): Promise<readonly ImportedAssociation[]> {
  const imported = inputs.map((input) => checkInput(input, partitionOf(cluster.region)));
  return changeEntries(path, cluster, (entries) => {
    const plan = planImport(entries, imported, replace);
    const result = plan.outcomes.map((outcome, index) => ({
      association: toAssociation(imported[index] as FileEntry, cluster),
      outcome,
    }));
    const isDropped = dryRun || plan.outcomes.includes("conflicting");
    return isDropped ? { result } : { replace: plan.replace, add: plan.add, result };
  });
}

interface ImportPlan {
  readonly replace: Map<number, FileEntry>;
  readonly add: FileEntry[];
  readonly outcomes: ImportedAssociation["outcome"][];
}

function planImport(
  entries: readonly FileEntry[],
  imported: readonly FileEntry[],
  mayReplace: boolean,
): ImportPlan {
  const there = new Map(entries.map((entry, index) => [nameOf(entry), { entry, index }]));
  const seen = new Map<string, FileEntry>();
  const plan: ImportPlan = { replace: new Map(), add: [], outcomes: [] };
  for (const entry of imported) {
    const name = nameOf(entry);
    const earlier = seen.get(name);
    const current = there.get(name);
    if (isSame(earlier ?? current?.entry, entry)) {
      plan.outcomes.push("unchanged");
    } else if (earlier !== undefined || (current !== undefined && !mayReplace)) {
      plan.outcomes.push("conflicting");
    } else if (current === undefined) {
      plan.outcomes.push("added");
      plan.add.push(entry);
    } else {
      plan.outcomes.push("replaced");
      plan.replace.set(current.index, entry);
    }
    seen.set(name, entry);
  }
  return plan;
}

function isSame(one: FileEntry | undefined, other: FileEntry): boolean {
  return one !== undefined && JSON.stringify(writeEntry(one)) === JSON.stringify(writeEntry(other));
}

function nameOf({ namespace, serviceAccount }: FileEntry): string {
  return `${namespace}/${serviceAccount}`;
}
