import type { Association, AssociationStore } from "./association.ts";
import { GlobNode } from "./lookup/glob-tree.ts";
import { inPrecedence, isGlob } from "./lookup/precedence.ts";
import { searchGlobs } from "./lookup/search-globs.ts";

/**
 * Associations in memory. A look-up takes as long among a million as among ten, globs included.
 *
 * Of several that match, the one for exact names wins; then one for an exact namespace; then one for an exact
 * service account; then one for two globs. Within each of these the one with more literal characters wins, then the
 * one with fewer `*`, then the first by its text.
 */
export class AssociationIndex implements AssociationStore {
  /** All of them, in the order that they were given. */
  readonly associations: readonly Association[];
  readonly #exact = new Map<string, Association>();
  readonly #globs: readonly Association[];
  readonly #tree = new GlobNode(0);

  /** @param associations - no two of them for the same texts of namespace and service account */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
    const globs: Association[] = [];
    for (const association of associations) {
      const { namespace, serviceAccount } = association;
      if (isGlob(namespace) || isGlob(serviceAccount)) {
        globs.push(association);
      } else {
        this.#exact.set(`${namespace}/${serviceAccount}`, association);
      }
    }
    this.#globs = inPrecedence(globs);
    for (const [rank, { namespace, serviceAccount }] of this.#globs.entries()) {
      this.#tree.add(`${namespace}/${serviceAccount}`, rank);
    }
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    // Names have no slash. With one, a text could be read as another namespace and service account.
    if (namespace.includes("/") || serviceAccount.includes("/")) {
      return undefined;
    }
    const text = `${namespace}/${serviceAccount}`;
    const exact = this.#exact.get(text);
    if (exact !== undefined || this.#globs.length === 0) {
      return exact;
    }
    const rank = searchGlobs(this.#tree, text);
    return rank === undefined ? undefined : this.#globs[rank];
  }
}
