import { GlobIndex } from "../glob-index.ts";
import { type AssociationNames, associationKey, isGlob, lookUpKey, precedenceOf } from "../precedence.ts";
import { addCandidate, type Candidates, firstOf, removeCandidate, replaceCandidate } from "./candidates.ts";
import { comparePrecedence, type IndexedResource } from "./resource-precedence.ts";

/** What is for one namespace only. */
interface NamespaceEntry<Resource> {
  /** The resources in the namespace, by name. */
  readonly resources: Map<string, Resource>;
  /** By the exact name of the service account. */
  readonly exact: Map<string, Candidates<Resource>>;
  /** By a glob for service accounts. */
  globs: GlobIndex<Candidates<Resource>> | undefined;
}

/**
 * Association resources, found by the names of a pod. A change is in force at once. Precedence is that of the file store;
 * of those for the same names, the oldest wins, then the first by name, then that of the namespace.
 *
 * Each namespace has its own globs, so that those of one namespace do not slow down the others.
 */
export class ResourceIndex<Resource extends IndexedResource> {
  readonly #ofCluster = new Map<string, Resource>();
  readonly #namespaces = new Map<string, NamespaceEntry<Resource>>();
  /** Globs for namespaces. */
  readonly #globs = new GlobIndex<Candidates<Resource>>();
  #size = 0;

  /** How many resources there are. */
  get size(): number {
    return this.#size;
  }

  /** A resource by its own name. */
  get(home: string | undefined, name: string): Resource | undefined {
    return home === undefined ? this.#ofCluster.get(name) : this.#namespaces.get(home)?.resources.get(name);
  }

  /** The resources in a namespace, or those of the cluster. */
  list(home: string | undefined): Iterable<Resource> {
    return (home === undefined ? this.#ofCluster : this.#namespaces.get(home)?.resources)?.values() ?? [];
  }

  /** All resources. */
  *all(): Iterable<Resource> {
    yield* this.#ofCluster.values();
    for (const { resources } of this.#namespaces.values()) {
      yield* resources.values();
    }
  }

  /**
   * Adds a resource, or replaces the one with its name.
   *
   * @returns others that are used now and were not, or the other way round; at most two
   */
  set(resource: Resource): Resource[] {
    const { home, name } = resource;
    const previous = this.get(home, name);
    if (
      previous !== undefined &&
      comparePrecedence(previous, resource) === 0 &&
      isSameNames(previous, resource)
    ) {
      this.#replace(previous, resource);
      return [];
    }
    const changed = previous === undefined ? [] : this.delete(home, name);
    this.#size++;
    this.#entryFor(home).set(name, resource);
    const candidates = this.#candidatesOf(resource);
    const first = firstOf(candidates);
    const added = addCandidate(candidates, resource);
    this.#setCandidates(resource, added);
    if (first !== undefined && firstOf(added) === resource) {
      changed.push(first);
    }
    return changed;
  }

  /**
   * Removes a resource.
   *
   * @returns the other one that is used now, if it was not
   */
  delete(home: string | undefined, name: string): Resource[] {
    const resource = this.get(home, name);
    if (resource === undefined) {
      return [];
    }
    this.#size--;
    (home === undefined ? this.#ofCluster : this.#namespaces.get(home)?.resources)?.delete(name);
    const candidates = this.#candidatesOf(resource);
    const wasUsed = firstOf(candidates) === resource;
    const left = removeCandidate(candidates, resource);
    if (left === undefined) {
      this.#deleteCandidates(resource);
    } else {
      this.#setCandidates(resource, left);
    }
    this.#dropIfEmpty(resource.namespace);
    if (home !== undefined) {
      this.#dropIfEmpty(home);
    }
    const first = firstOf(left);
    return wasUsed && first !== undefined ? [first] : [];
  }

  /** The resource that is used for the same names as a resource. It can be that one. */
  winnerOf(names: AssociationNames): Resource | undefined {
    return firstOf(this.#candidatesOf(names));
  }

  /**
   * Finds the resource that is used for a service account.
   *
   * @param onLimit - ends a search that takes too long, with an error. It gets the namespace whose globs are too complex;
   * undefined if they are for several namespaces
   * @returns undefined if there is none
   */
  find(
    namespace: string,
    serviceAccount: string,
    onLimit: (namespace: string | undefined) => never,
  ): Resource | undefined {
    const key = lookUpKey(namespace, serviceAccount);
    if (key === undefined) {
      return undefined;
    }
    const entry = this.#namespaces.get(namespace);
    const candidates =
      entry?.exact.get(serviceAccount) ??
      entry?.globs?.search(serviceAccount, () => onLimit(namespace)) ??
      this.#globs.search(key, () => onLimit(undefined));
    return firstOf(candidates);
  }

  #replace(previous: Resource, resource: Resource): void {
    this.#entryFor(resource.home).set(resource.name, resource);
    this.#setCandidates(resource, replaceCandidate(this.#candidatesOf(resource), previous, resource));
  }

  #candidatesOf(names: AssociationNames): Candidates<Resource> | undefined {
    const { namespace, serviceAccount } = names;
    if (isGlob(namespace)) {
      return this.#globs.get(associationKey(names));
    }
    const entry = this.#namespaces.get(namespace);
    return isGlob(serviceAccount) ? entry?.globs?.get(serviceAccount) : entry?.exact.get(serviceAccount);
  }

  #setCandidates(names: AssociationNames, candidates: Candidates<Resource>): void {
    const { namespace, serviceAccount } = names;
    if (isGlob(namespace)) {
      this.#globs.set(associationKey(names), precedenceOf(names), candidates);
    } else if (isGlob(serviceAccount)) {
      const entry = this.#entryOf(namespace);
      entry.globs ??= new GlobIndex();
      entry.globs.set(serviceAccount, precedenceOf(names), candidates);
    } else {
      this.#entryOf(namespace).exact.set(serviceAccount, candidates);
    }
  }

  #deleteCandidates(names: AssociationNames): void {
    const { namespace, serviceAccount } = names;
    const entry = this.#namespaces.get(namespace);
    if (isGlob(namespace)) {
      this.#globs.delete(associationKey(names));
    } else if (!isGlob(serviceAccount)) {
      entry?.exact.delete(serviceAccount);
    } else if (entry?.globs !== undefined) {
      entry.globs.delete(serviceAccount);
      entry.globs = entry.globs.size === 0 ? undefined : entry.globs;
    }
  }

  #entryFor(home: string | undefined): Map<string, Resource> {
    return home === undefined ? this.#ofCluster : this.#entryOf(home).resources;
  }

  #entryOf(namespace: string): NamespaceEntry<Resource> {
    let entry = this.#namespaces.get(namespace);
    if (entry === undefined) {
      entry = { resources: new Map(), exact: new Map(), globs: undefined };
      this.#namespaces.set(namespace, entry);
    }
    return entry;
  }

  #dropIfEmpty(namespace: string): void {
    const entry = this.#namespaces.get(namespace);
    if (entry?.resources.size === 0 && entry.exact.size === 0 && entry.globs === undefined) {
      this.#namespaces.delete(namespace);
    }
  }
}

function isSameNames(one: AssociationNames, other: AssociationNames): boolean {
  return one.namespace === other.namespace && one.serviceAccount === other.serviceAccount;
}
