import { parseRoleArn, type RoleArn } from "../../names/arn.ts";
import { associationKey, isGlob, sortByPrecedence } from "../precedence.ts";
import type { FileEntry } from "./entry.ts";
import { type PackedTexts, packTexts } from "./packed-texts.ts";

/** The entries of an association file in buffers, with the order for a look-up. A thread can transfer it to another. */
export interface AssociationTable {
  /** The entries as JSON, in the order of the file. */
  readonly entries: PackedTexts;
  /** The keys of the entries: first the exact ones, sorted by their bytes, then globs by precedence. */
  readonly keys: PackedTexts;
  /** The position in `entries` of each key's entry. */
  readonly positions: Uint32Array<ArrayBuffer>;
  /** How many keys are exact. */
  readonly exactKeys: number;
}

/** A checked entry as it is stored: a role is only its ARN, which most of the other members repeat. */
export type StoredEntry = Omit<FileEntry, "roleArn"> & { readonly roleArn: string };

/** Converts an entry to the form in which it is stored. */
export function storeEntry(entry: FileEntry): StoredEntry {
  return { ...entry, roleArn: entry.roleArn.arn };
}

/** Restores a stored entry. */
export function restoreEntry(stored: StoredEntry): FileEntry {
  return { ...stored, roleArn: parseRoleArn(stored.roleArn) as RoleArn };
}

/**
 * Builds the table of a file's entries.
 *
 * @param entries - no two with the same namespace and service account
 */
export function createAssociationTable(entries: readonly FileEntry[]): AssociationTable {
  const named = entries.map(({ namespace, serviceAccount }, position) => ({
    namespace,
    serviceAccount,
    position,
    key: associationKey({ namespace, serviceAccount }),
  }));
  // Names have ASCII characters only, so the order of their code units is that of their bytes.
  const exact = named.filter(({ key }) => !isGlob(key)).sort((one, other) => (one.key < other.key ? -1 : 1));
  const sorted = [...exact, ...sortByPrecedence(named.filter(({ key }) => isGlob(key)))];
  return {
    entries: packTexts(entries.map((entry) => JSON.stringify(storeEntry(entry)))),
    keys: packTexts(sorted.map(({ key }) => key)),
    positions: Uint32Array.from(sorted, ({ position }) => position),
    exactKeys: exact.length,
  };
}

/** The buffers of a table, for a transfer to another thread. */
export function buffersOf({ entries, keys, positions }: AssociationTable): ArrayBuffer[] {
  return [entries.bytes, entries.ends, keys.bytes, keys.ends, positions].map(({ buffer }) => buffer);
}
