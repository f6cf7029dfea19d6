import { comparePrecedence, type IndexedResource } from "./resource-precedence.ts";

/**
 * Resources for the same names, the first of which is used. Nearly always it is only one, and an array for each of 100,000
 * would take 5 MB.
 */
export type Candidates<Resource> = Resource | Resource[];

/** The resource that is used. */
export function firstOf<Resource>(candidates: Candidates<Resource> | undefined): Resource | undefined {
  return Array.isArray(candidates) ? candidates[0] : candidates;
}

/** Adds a resource. */
export function addCandidate<Resource extends IndexedResource>(
  candidates: Candidates<Resource> | undefined,
  resource: Resource,
): Candidates<Resource> {
  if (candidates === undefined) {
    return resource;
  }
  const list = Array.isArray(candidates) ? candidates : [candidates];
  list.splice(positionOf(list, resource), 0, resource);
  return list;
}

/**
 * Removes a resource.
 *
 * @returns undefined if there is no other one
 */
export function removeCandidate<Resource extends IndexedResource>(
  candidates: Candidates<Resource> | undefined,
  resource: Resource,
): Candidates<Resource> | undefined {
  if (!Array.isArray(candidates)) {
    return undefined;
  }
  candidates.splice(positionOf(candidates, resource), 1);
  return candidates.length === 1 ? candidates[0] : candidates;
}

/** Replaces a resource by its new version, with the same precedence. */
export function replaceCandidate<Resource extends IndexedResource>(
  candidates: Candidates<Resource> | undefined,
  previous: Resource,
  resource: Resource,
): Candidates<Resource> {
  if (!Array.isArray(candidates)) {
    return resource;
  }
  candidates[positionOf(candidates, previous)] = resource;
  return candidates;
}

/**
 * The position of a resource, or where it must be inserted. One namespace can have many resources for the same names, so it
 * is found by binary search.
 */
function positionOf(candidates: readonly IndexedResource[], resource: IndexedResource): number {
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    [low, high] =
      comparePrecedence(candidates[middle] as IndexedResource, resource) < 0
        ? [middle + 1, high]
        : [low, middle];
  }
  return low;
}
