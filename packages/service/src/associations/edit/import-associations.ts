import type { ManagedAssociation } from "../association-editor.ts";
import { type ClusterRules, formatExternalId, isForeignExternalId } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import type { AssociationInput, FileEntry } from "../file/entry.ts";
import { toManagedAssociation } from "../file/managed-entry.ts";
import { associationKey } from "../precedence.ts";
import { changeEntries, validateInput } from "./change-entries.ts";
import { replaceEntry } from "./replace-entry.ts";
import { toWrittenEntry, type WrittenEntry } from "./written-entry.ts";

/** The result for one association of an import. */
export interface ImportedAssociation {
  readonly association: ManagedAssociation;
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
  requireOwnExternalIds(inputs, cluster);
  const imported = inputs.map((input) => validateInput(input, cluster));
  return changeEntries(path, cluster, (entries) => {
    const plan = planImport(entries, imported, replace);
    const result = plan.outcomes.map((outcome, index) => ({
      association: toManagedAssociation(plan.entries[index] as FileEntry, cluster),
      outcome,
    }));
    const writesNothing = dryRun || plan.outcomes.includes("conflicting");
    return writesNothing ? { result } : { replace: plan.replace, add: plan.add, result };
  });
}

/**
 * Amazon EKS gives each association with a target role the external ID of its service account, which contains the cluster.
 *
 * @throws AssociationChangeError if one is that of the same service account in another cluster
 */
function requireOwnExternalIds(inputs: readonly AssociationInput[], cluster: ClusterRules): void {
  const foreign = inputs.flatMap(({ externalId = "", targetRoleArn, ...input }) => {
    const name = `/${associationKey(input)}`;
    return String(externalId).endsWith(name) && isForeignExternalId(externalId, cluster, input)
      ? [{ externalId, own: formatExternalId(cluster, input), name, targetRoleArn }]
      : [];
  });
  const [first] = foreign;
  if (first !== undefined) {
    const { externalId, own, name, targetRoleArn } = first;
    const [from, to] = [externalId, own].map((id) => id.slice(0, -name.length + 1));
    const others = foreign.length === 1 ? "" : ` ${foreign.length} associations have such an external ID.`;
    throw new AssociationChangeError(
      "invalid",
      `The association for ${name.slice(1)} has the external ID ${externalId}, which is that of another cluster.${others} First let the trust policy of the target role ${targetRoleArn} accept ${own}, too. Then replace the external ID in the input: sed 's|${from}|${to}|'`,
    );
  }
}

function planImport(entries: readonly FileEntry[], imported: readonly FileEntry[], canReplace: boolean) {
  const existing = new Map(entries.map((entry, index) => [associationKey(entry), { entry, index }]));
  const seen = new Map<string, FileEntry>();
  const plan = {
    replace: new Map<number, FileEntry>(),
    add: [] as FileEntry[],
    outcomes: [] as ImportedAssociation["outcome"][],
    /** The imported entries, as they are in the file then. */
    entries: [] as FileEntry[],
  };
  for (const imports of imported) {
    const key = associationKey(imports);
    const earlier = seen.get(key);
    const current = existing.get(key);
    const entry = current === undefined ? imports : replaceEntry(current.entry, imports);
    plan.entries.push(entry);
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

/** Whether two entries are the same for pods and tools. When they were changed does not matter. */
function isSame(one: FileEntry | undefined, other: FileEntry): boolean {
  return one !== undefined && JSON.stringify(toComparable(one)) === JSON.stringify(toComparable(other));
}

function toComparable(entry: FileEntry): WrittenEntry {
  const { tags = {} } = entry;
  const sorted = Object.entries(tags).sort(([key], [otherKey]) => (key < otherKey ? -1 : 1));
  const none = { createdAt: undefined, modifiedAt: undefined, requestDigest: undefined };
  return toWrittenEntry({ ...entry, ...none, tags: Object.fromEntries(sorted) });
}
