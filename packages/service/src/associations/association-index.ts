import type { Association, AssociationStore } from "./association.ts";
import { searchGlobs } from "./glob-search.ts";
import { GlobNode } from "./glob-tree.ts";
import { type AssociationNames, associationKey, isGlob, lookUpKey, sortByPrecedence } from "./precedence.ts";

/**
 * Associations in memory, found by exact name or glob. If several match, {@link sortByPrecedence} decides. A look-up among
 * a million associations takes as long as among ten, also with globs.
 */
export class AssociationIndex implements AssociationStore {
  /** All associations, in the given order. */
  readonly associations: readonly Association[];
  readonly #exact = new Map<string, Association>();
  readonly #globs: readonly Association[];
  readonly #tree = new GlobNode();

  /** @param associations - no two with the same namespace and service account */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
    const globs: Association[] = [];
    for (const association of associations) {
      if (isGlob(associationKey(association))) {
        globs.push(association);
      } else {
        this.#exact.set(associationKey(association), association);
      }
    }
    this.#globs = sortByPrecedence(globs);
    for (const [rank, association] of this.#globs.entries()) {
      this.#tree.add(associationKey(association), rank);
    }
  }

  names(): Iterable<AssociationNames> {
    return this.associations;
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    const key = lookUpKey(namespace, serviceAccount);
    if (key === undefined) {
      return undefined;
    }
    const exact = this.#exact.get(key);
    if (exact !== undefined || this.#globs.length === 0) {
      return exact;
    }
    const rank = searchGlobs(this.#tree, key);
    return rank === undefined ? undefined : this.#globs[rank];
  }
}
