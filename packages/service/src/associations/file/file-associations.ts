import { type ClusterIdentity, parseRoleArn, type RoleArn } from "../../names/arn.ts";
import type { Association, AssociationStore } from "../association.ts";
import { NameIndex } from "../association-index.ts";
import { type FileEntry, toAssociation } from "./entry.ts";

/** The associations of a cluster's file, found by {@link NameIndex}'s precedence. */
export class FileAssociations implements AssociationStore {
  readonly #cluster: ClusterIdentity;
  readonly #entries: readonly StoredEntry[];
  readonly #index: NameIndex<StoredEntry>;

  constructor(entries: readonly FileEntry[], cluster: ClusterIdentity) {
    this.#cluster = cluster;
    this.#entries = storeEntries(entries);
    this.#index = new NameIndex(this.#entries);
  }

  /** All of them, in the file's order. */
  get associations(): readonly Association[] {
    return this.#entries.map((entry) => this.#restore(entry));
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    const entry = this.#index.find(namespace, serviceAccount);
    return entry && this.#restore(entry);
  }

  #restore(entry: StoredEntry): Association {
    return toAssociation(restoreEntry(entry), this.#cluster);
  }
}

/** What an entry has that most don't. */
type RareParts = Omit<FileEntry, "namespace" | "serviceAccount" | "roleArn">;

/** An entry of a file as it is kept in memory, where there may be a hundred thousand: no more than its texts. */
export interface StoredEntry {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly rare: RareParts | undefined;
}

/**
 * Stores the entries of a file. Their texts are parts of the file's own, which they would keep in memory; and many of
 * them are the same.
 */
export function storeEntries(entries: readonly FileEntry[]): StoredEntry[] {
  const copies = new Map<string, string>();
  function copy(text: string): string {
    const known = copies.get(text);
    if (known !== undefined) {
      return known;
    }
    const own = Buffer.from(text).toString();
    copies.set(own, own);
    return own;
  }
  return entries.map(({ namespace, serviceAccount, roleArn, ...rare }) => ({
    namespace: copy(namespace),
    serviceAccount: copy(serviceAccount),
    roleArn: copy(roleArn.arn),
    rare: isPlain(rare) ? undefined : rare,
  }));
}

/** Gives an entry back as it was. */
export function restoreEntry({ namespace, serviceAccount, roleArn, rare }: StoredEntry): FileEntry {
  return {
    disableSessionTags: false,
    ...rare,
    namespace,
    serviceAccount,
    roleArn: parseRoleArn(roleArn) as RoleArn,
  };
}

function isPlain({ disableSessionTags, ...optional }: RareParts): boolean {
  return !disableSessionTags && Object.values(optional).every((value) => value === undefined);
}
