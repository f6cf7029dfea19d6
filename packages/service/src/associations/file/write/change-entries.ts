import type { ClusterIdentity } from "../../../cluster/cluster.ts";
import { UnusableFileError } from "../../../yaml-file/unusable-file-error.ts";
import type { FileEntry } from "../entry.ts";
import { parseAssociationFile } from "../parse-association-file.ts";
import { AssociationChangeError } from "./change-error.ts";
import { editEntries } from "./edit-entries.ts";
import { rewriteFile } from "./rewrite-file.ts";
import { writeEntry } from "./write-entry.ts";

/** What is to become of a file's entries, and what that comes to. */
export interface EntryChange<Result> {
  /** The index of an entry to remove. */
  readonly remove?: number;
  /** Entries in the place of others, by index. */
  readonly replace?: ReadonlyMap<number, FileEntry>;
  /** Entries behind the last. */
  readonly add?: readonly FileEntry[];
  readonly result: Result;
}

/**
 * Changes the entries of a cluster's file, and nothing else in it; makes the file where it isn't there yet.
 *
 * @param decide - gets the entries that there are, all of them checked
 * @throws UnusableFileError where the file can't be read or used as it is
 * @throws AssociationChangeError where it can't be changed
 */
export function changeEntries<Result>(
  path: string,
  cluster: ClusterIdentity,
  decide: (entries: readonly FileEntry[]) => EntryChange<Result>,
): Promise<Result> {
  return rewriteFile(path, (current) => {
    const text = current ?? "associations: []\n";
    const entries = parseAssociationFile(text, path, cluster);
    const change = decide(entries);
    const { remove, replace = new Map<number, FileEntry>(), add = [], result } = change;
    if (remove === undefined && replace.size === 0 && add.length === 0) {
      return { text: undefined, result };
    }
    const edited = editEntries(text, {
      ...(remove !== undefined && { remove }),
      replace: new Map([...replace].map(([index, entry]) => [index, writeEntry(entry)])),
      add: add.map(writeEntry),
    });
    const wanted = entries.map((entry, index) => replace.get(index) ?? entry);
    requireEntries(edited, path, cluster, [...wanted.filter((_, index) => index !== remove), ...add]);
    return { text: edited, result };
  });
}

/** YAML has more ways to write a list than the edit foresees: what it made is read again before it is kept. */
function requireEntries(
  text: string,
  path: string,
  cluster: ClusterIdentity,
  wanted: readonly FileEntry[],
): void {
  if (write(readOrUndefined(text, path, cluster)) !== write(wanted)) {
    throw new AssociationChangeError(
      "unwritable",
      `${path} is written in a way that can't be edited safely: by anchors and aliases, maybe. It is as it was. Edit it by hand.`,
    );
  }
}

function readOrUndefined(
  text: string,
  path: string,
  cluster: ClusterIdentity,
): readonly FileEntry[] | undefined {
  try {
    return parseAssociationFile(text, path, cluster);
  } catch (error) {
    if (error instanceof UnusableFileError) {
      return undefined;
    }
    throw error;
  }
}

function write(entries: readonly FileEntry[] | undefined): string | undefined {
  return entries && JSON.stringify(entries.map(writeEntry));
}
