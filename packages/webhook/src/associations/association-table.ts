import {
  type AssociationResource,
  type IndexedResource,
  namesOfResource,
  ResourceIndex,
} from "@eks-auth/service/kubernetes";
import { LookUpError } from "./look-up-error.ts";

/** The associations of a cluster or of a namespace: only which service accounts they are for. */
export class AssociationTable {
  readonly #index = new ResourceIndex<IndexedResource>();

  /** How many there are. */
  get size(): number {
    return this.#index.size;
  }

  /** Adds an association, or replaces the one with its name. */
  set(object: AssociationResource): void {
    const { name, namespace: home, creationTimestamp } = object.metadata;
    const names = readNames(object);
    if (names === undefined) {
      this.#index.delete(home, name);
    } else {
      this.#index.set({ ...names, home, name, createdAt: Date.parse(creationTimestamp) });
    }
  }

  /** Removes an association. @param home - its namespace; undefined if it is one of the cluster */
  delete(home: string | undefined, name: string): void {
    this.#index.delete(home, name);
  }

  /**
   * Looks for an association of a service account. It takes a bounded time.
   *
   * @throws LookUpError if the globs that it must try are too complex
   */
  has(namespace: string, serviceAccount: string): boolean {
    const found = this.#index.find(namespace, serviceAccount, (of) => {
      const which = of === undefined ? "cluster-wide associations" : `associations of the namespace ${of}`;
      throw new LookUpError(`The globs of the ${which} are too complex. Use fewer "*" in each.`);
    });
    return found !== undefined;
  }
}

/** @returns undefined for a resource without usable names; the API server accepts it only without the project's schema */
function readNames(object: AssociationResource): { namespace: string; serviceAccount: string } | undefined {
  const spec: { readonly serviceAccount?: unknown } | undefined = object.spec;
  if (typeof spec?.serviceAccount !== "string") {
    return undefined;
  }
  const { namespace, serviceAccount } = namesOfResource(object);
  return typeof namespace === "string" ? { namespace, serviceAccount } : undefined;
}
