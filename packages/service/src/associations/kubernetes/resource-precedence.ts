import { matchGlob } from "../glob-search.ts";
import { type AssociationNames, associationKey, sortByPrecedence } from "../precedence.ts";
import type { ClusterPodIdentityAssociation, PodIdentityAssociation } from "./resources.ts";

/** An association resource of either kind. */
export type AssociationResource = PodIdentityAssociation | ClusterPodIdentityAssociation;

/** Whether a resource is a `ClusterPodIdentityAssociation`. */
export function isClusterWide(resource: AssociationResource): resource is ClusterPodIdentityAssociation {
  return resource.metadata.namespace === undefined;
}

/** Returns the names that a resource is for. The namespace of a `PodIdentityAssociation` is its own. */
export function namesOfResource(resource: AssociationResource): AssociationNames {
  const { serviceAccount } = resource.spec;
  return isClusterWide(resource)
    ? { namespace: resource.spec.namespace, serviceAccount }
    : { namespace: resource.metadata.namespace ?? "", serviceAccount };
}

/** Whether an association can be for service accounts of a namespace. */
export function matchesNamespace(
  association: Pick<AssociationNames, "namespace">,
  namespace: string,
): boolean {
  return matchGlob(association.namespace, namespace);
}

/** What precedence among resources for the same names depends on. */
export interface IndexedResource extends AssociationNames {
  /** The namespace that it is in; undefined for a resource of the cluster. */
  readonly home: string | undefined;
  /** Its name. */
  readonly name: string;
  /** When it was created, in seconds since 1970. */
  readonly createdAt: number;
}

/**
 * Compares resources for the same names, for a sort: the first is used. It is the oldest; of equally old ones, the first by
 * name; of those, the `PodIdentityAssociation`. Whether its roles are allowed does not matter: otherwise the owner of a
 * namespace could switch to another association by a change of the namespace's annotation.
 */
export function comparePrecedence(one: IndexedResource, other: IndexedResource): number {
  return (
    one.createdAt - other.createdAt ||
    compareTexts(one.name, other.name) ||
    Number(one.home === undefined) - Number(other.home === undefined)
  );
}

/** Like {@link comparePrecedence}, for resources as the API server has them. */
export function compareResources(one: AssociationResource, other: AssociationResource): number {
  return comparePrecedence(describe(one), describe(other));
}

function describe(resource: AssociationResource): IndexedResource {
  const { namespace: home, name, creationTimestamp } = resource.metadata;
  return { ...namesOfResource(resource), home, name, createdAt: toSeconds(creationTimestamp) };
}

/** Converts the timestamp of an object to seconds since 1970. */
export function toSeconds(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 1_000);
}

/** Compares by code units, as etcd sorts names. */
function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/**
 * Selects the association of a service account among some resources, as the service does. For a few look-ups: each takes
 * as long as there are resources.
 *
 * @param resources - in any order; those that are not valid must be left out
 * @returns undefined if none matches
 */
export function selectResource(
  resources: readonly AssociationResource[],
  { namespace, serviceAccount }: AssociationNames,
): AssociationResource | undefined {
  const matching = resources
    .map((resource) => ({ ...namesOfResource(resource), resource }))
    .filter(
      (names) => matchGlob(names.namespace, namespace) && matchGlob(names.serviceAccount, serviceAccount),
    );
  const [best] = sortByPrecedence(matching);
  return best === undefined
    ? undefined
    : matching
        .filter((one) => associationKey(one) === associationKey(best))
        .map(({ resource }) => resource)
        .sort(compareResources)[0];
}
