import { type ApiServer, KubernetesApiError, type ResourcePath } from "@eks-auth/kubernetes";
import type { AssociationResource } from "./resource-precedence.ts";
import { clusterPodIdentityAssociations, podIdentityAssociations } from "./resources.ts";
import type { StoredResource } from "./stored-association.ts";

/** Returns the path of a namespace's resources; undefined for those of the cluster. */
export function pathOfResources(home: string | undefined): ResourcePath {
  return home === undefined
    ? clusterPodIdentityAssociations
    : { ...podIdentityAssociations, namespace: home };
}

/**
 * Gets the object of a resource from the API server.
 *
 * @returns undefined if it does not exist any more
 * @throws KubernetesApiError for every other failure
 */
export async function getResource(
  apiServer: ApiServer,
  { home, name }: Pick<StoredResource, "home" | "name">,
): Promise<AssociationResource | undefined> {
  try {
    return await apiServer.get<AssociationResource>(pathOfResources(home), name);
  } catch (error) {
    if (error instanceof KubernetesApiError && error.code === "not_found") {
      return undefined;
    }
    throw error;
  }
}
