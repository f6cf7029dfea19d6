import type { FileEntry } from "../file/entry.ts";

/**
 * Replaces an entry. What only managing tools write stays: its tags, unless the new entry has some, and when it was created.
 */
export function replaceEntry(old: FileEntry, entry: FileEntry): FileEntry {
  const { tags = old.tags, createdAt = old.createdAt } = entry;
  const isManaged = old.createdAt !== undefined || old.modifiedAt !== undefined;
  const modifiedAt = entry.modifiedAt ?? (isManaged ? new Date().toISOString() : undefined);
  return { ...entry, tags, createdAt, modifiedAt };
}
