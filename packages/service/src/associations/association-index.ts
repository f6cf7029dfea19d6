import type { Association, AssociationStore } from "./association.ts";
import { NameIndex } from "./lookup/name-index.ts";

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
