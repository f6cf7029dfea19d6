import type { ClusterIdentity } from "../../cluster/cluster.ts";
import type { Association, AssociationStore } from "../association.ts";
import { NameIndex } from "../lookup/name-index.ts";
import { type FileEntry, toAssociation } from "./entry.ts";
import { restoreEntry, type StoredEntry, storeEntries } from "./stored-entry.ts";

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
