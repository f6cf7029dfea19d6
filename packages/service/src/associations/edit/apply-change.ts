import { decodeText } from "../../files/decode-text.ts";
import { type AssociationUpdate, maxAssociations } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import {
  type AssociationTable,
  createAssociationTable,
  type StoredEntry,
  storeEntry,
} from "../file/association-table.ts";
import type { AssociationInput, FileEntry } from "../file/entry.ts";
import { type AssociationNames, associationKey } from "../precedence.ts";
import { type EntryChange, editEntries, validateInput } from "./change-entries.ts";
import { findRepeated } from "./request-digest.ts";
import { encodeText } from "./rewrite-file.ts";
import { updateEntry } from "./update-entry.ts";

/** A change of one association of a file, which can be sent to a worker thread. */
export type AssociationChange =
  | { readonly kind: "create"; readonly input: AssociationInput }
  | {
      readonly kind: "update";
      readonly names: AssociationNames;
      readonly update: AssociationUpdate;
      /** RFC 3339. */
      readonly modifiedAt: string;
    }
  | { readonly kind: "delete"; readonly names: AssociationNames };

/** The content of a file after a change. */
export interface ChangedContent {
  /** Undefined if the file stays as it is. */
  readonly content: Uint8Array<ArrayBuffer> | undefined;
  /** The associations of the file after the change. */
  readonly table: AssociationTable;
  /** The entry that was created, updated or deleted. */
  readonly entry: StoredEntry;
  /** Whether to record the change for services that watch the file. */
  readonly record: boolean;
}

/**
 * Changes an association in the content of a file.
 *
 * @param content - undefined if the file does not exist
 * @param path - the file's path, for messages
 * @throws UnusableFileError if the content is not valid
 * @throws AssociationChangeError if the association can't be changed
 */
export function applyChange(
  content: Uint8Array<ArrayBuffer> | undefined,
  path: string,
  cluster: ClusterRules,
  change: AssociationChange,
): ChangedContent {
  const { text, entries, result, record } = editEntries(
    content && decodeText(content, path),
    path,
    cluster,
    (current) => decide(current, path, cluster, change),
  );
  return {
    content: text === undefined ? undefined : encodeText(text, content),
    table: createAssociationTable(entries),
    entry: storeEntry(result),
    record,
  };
}

function decide(
  entries: readonly FileEntry[],
  path: string,
  cluster: ClusterRules,
  change: AssociationChange,
): EntryChange<FileEntry> {
  if (change.kind === "create") {
    return decideCreate(entries, path, validateInput(change.input, cluster));
  }
  const key = associationKey(change.names);
  const index = entries.findIndex((entry) => associationKey(entry) === key);
  const entry = entries[index];
  if (entry === undefined) {
    throw new AssociationChangeError("missing", `${path} has no association for ${key} any more.`);
  }
  if (change.kind === "delete") {
    return { remove: index, result: entry };
  }
  const updated = { ...updateEntry(entry, change.update, cluster), modifiedAt: change.modifiedAt };
  return { update: new Map([[index, updated]]), result: updated };
}

function decideCreate(entries: readonly FileEntry[], path: string, entry: FileEntry): EntryChange<FileEntry> {
  const repeated = findRepeated(entry, entries, ({ requestDigest }) => requestDigest);
  if (repeated !== undefined) {
    return { result: repeated };
  }
  const key = associationKey(entry);
  if (entries.some((each) => associationKey(each) === key)) {
    throw new AssociationChangeError(
      "exists",
      `${path} already has an association for ${key}. Update it, or delete it first.`,
    );
  }
  if (entries.length >= maxAssociations) {
    throw new AssociationChangeError(
      "limit",
      `${path} has ${entries.length} associations, and no more than ${maxAssociations} can be created. Delete unused ones, or write the file.`,
    );
  }
  return { add: [entry], result: entry };
}
