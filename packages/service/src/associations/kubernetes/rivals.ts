import { comparePrecedence, type IndexedResource } from "./resource-precedence.ts";

/**
 * Resources for the same names, the first of which is used. Nearly always it is only one, and an array for each of 100,000
 * would take 5 MB.
 */
export type Rivals<Resource> = Resource | Resource[];

/** The resource that is used. */
export function firstOf<Resource>(rivals: Rivals<Resource> | undefined): Resource | undefined {
  return Array.isArray(rivals) ? rivals[0] : rivals;
}

/** Adds a resource. */
export function addRival<Resource extends IndexedResource>(
  rivals: Rivals<Resource> | undefined,
  resource: Resource,
): Rivals<Resource> {
  if (rivals === undefined) {
    return resource;
  }
  const list = Array.isArray(rivals) ? rivals : [rivals];
  list.splice(positionOf(list, resource), 0, resource);
  return list;
}

/**
 * Removes a resource.
 *
 * @returns undefined if there is no other one
 */
export function removeRival<Resource extends IndexedResource>(
  rivals: Rivals<Resource> | undefined,
  resource: Resource,
): Rivals<Resource> | undefined {
  if (!Array.isArray(rivals)) {
    return undefined;
  }
  rivals.splice(positionOf(rivals, resource), 1);
  return rivals.length === 1 ? rivals[0] : rivals;
}

/** Replaces a resource by its new version, with the same precedence. */
export function replaceRival<Resource extends IndexedResource>(
  rivals: Rivals<Resource> | undefined,
  previous: Resource,
  resource: Resource,
): Rivals<Resource> {
  if (!Array.isArray(rivals)) {
    return resource;
  }
  rivals[positionOf(rivals, previous)] = resource;
  return rivals;
}

/**
 * The position of a resource, or where it must be inserted. One namespace can have many resources for the same names, so it
 * is found by binary search.
 */
function positionOf(rivals: readonly IndexedResource[], resource: IndexedResource): number {
  let [low, high] = [0, rivals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    [low, high] =
      comparePrecedence(rivals[middle] as IndexedResource, resource) < 0 ? [middle + 1, high] : [low, middle];
  }
  return low;
}
