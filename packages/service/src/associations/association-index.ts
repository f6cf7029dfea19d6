import type { Association, AssociationStore } from "./association.ts";
import { searchGlobs } from "./glob-search.ts";
import { GlobNode } from "./glob-tree.ts";
import { type AssociationNames, associationKey, isGlob, sortByPrecedence } from "./precedence.ts";

/** Associations in memory, found by exact name or glob. */
export class AssociationIndex implements AssociationStore {
  /** All associations, in the given order. */
  readonly associations: readonly Association[];
  readonly #index: NameIndex<Association>;

  /** @param associations - no two with the same namespace and service account */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
    this.#index = new NameIndex(associations);
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    return this.#index.find(namespace, serviceAccount);
  }
}

/**
 * An index of entries by the names that they are for. If several match, {@link sortByPrecedence} decides. A look-up among
 * a million entries takes as long as among ten, also with globs.
 */
export class NameIndex<Entry extends AssociationNames> {
  readonly #exact = new Map<string, Entry>();
  readonly #globs: readonly Entry[];
  readonly #tree = new GlobNode(0);

  /** @param entries - no two with the same namespace and service account */
  constructor(entries: readonly Entry[]) {
    const globs: Entry[] = [];
    for (const entry of entries) {
      if (isGlob(entry.namespace) || isGlob(entry.serviceAccount)) {
        globs.push(entry);
      } else {
        this.#exact.set(associationKey(entry), entry);
      }
    }
    this.#globs = sortByPrecedence(globs);
    for (const [rank, entry] of this.#globs.entries()) {
      this.#tree.add(associationKey(entry), rank);
    }
  }

  /** Returns undefined if no entry matches. */
  find(namespace: string, serviceAccount: string): Entry | undefined {
    // Names have no slash. One with a slash could be read as another namespace and service account.
    if (namespace.includes("/") || serviceAccount.includes("/")) {
      return undefined;
    }
    const key = associationKey({ namespace, serviceAccount });
    const exact = this.#exact.get(key);
    if (exact !== undefined || this.#globs.length === 0) {
      return exact;
    }
    const rank = searchGlobs(this.#tree, key);
    return rank === undefined ? undefined : this.#globs[rank];
  }
}
