import type { Association, AssociationStore } from "./association.ts";
import { searchGlobs } from "./glob-search.ts";
import { GlobNode } from "./glob-tree.ts";
import { type AssociationNames, inPrecedence, isGlob } from "./precedence.ts";

/** Associations in memory, found by {@link NameIndex}'s precedence. */
export class AssociationIndex implements AssociationStore {
  /** All of them, in the order that they were given. */
  readonly associations: readonly Association[];
  readonly #index: NameIndex<Association>;

  /** @param associations - no two of them for the same texts of namespace and service account */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
    this.#index = new NameIndex(associations);
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    return this.#index.find(namespace, serviceAccount);
  }
}

/**
 * Finds what is for a service account's names, exact or by globs. A look-up takes as long among a million as among
 * ten, globs included.
 *
 * Of several that match, the one for exact names wins; then one for an exact namespace; then one for an exact
 * service account; then one for two globs. Within each of these the one with more literal characters wins, then the
 * one with fewer `*`, then the first by its text.
 */
export class NameIndex<Entry extends AssociationNames> {
  readonly #exact = new Map<string, Entry>();
  readonly #globs: readonly Entry[];
  readonly #tree = new GlobNode(0);

  /** @param entries - no two of them for the same texts of namespace and service account */
  constructor(entries: readonly Entry[]) {
    const globs: Entry[] = [];
    for (const entry of entries) {
      const { namespace, serviceAccount } = entry;
      if (isGlob(namespace) || isGlob(serviceAccount)) {
        globs.push(entry);
      } else {
        this.#exact.set(writeNames(namespace, serviceAccount), entry);
      }
    }
    this.#globs = inPrecedence(globs);
    for (const [rank, { namespace, serviceAccount }] of this.#globs.entries()) {
      this.#tree.add(writeNames(namespace, serviceAccount), rank);
    }
  }

  /** @returns `undefined` where nothing matches */
  find(namespace: string, serviceAccount: string): Entry | undefined {
    // Names have no slash. With one, a text could be read as another namespace and service account.
    if (namespace.includes("/") || serviceAccount.includes("/")) {
      return undefined;
    }
    const text = writeNames(namespace, serviceAccount);
    const exact = this.#exact.get(text);
    if (exact !== undefined || this.#globs.length === 0) {
      return exact;
    }
    const rank = searchGlobs(this.#tree, text);
    return rank === undefined ? undefined : this.#globs[rank];
  }
}

/** Joined and not by a template, which V8 would keep as two strings until it is read: a third more memory for keys. */
function writeNames(namespace: string, serviceAccount: string): string {
  return [namespace, serviceAccount].join("/");
}
