import type { ManagedAssociation } from "../associations/association-editor.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { EksApiError } from "./eks-api-error.ts";
import { isOfCluster, type Resource } from "./resource-arn.ts";

/**
 * Returns the tags of an association. A cluster has none.
 *
 * @throws EksApiError `resource_unknown` if nothing has the ARN
 */
export async function listTags(
  cluster: EksApiCluster,
  resource: Resource,
): Promise<Readonly<Record<string, string>>> {
  if (resource.associationId !== undefined) {
    return (await findTagged(cluster, resource)).tags;
  }
  if (!isOfCluster(resource, cluster)) {
    throw new EksApiError("resource_unknown", "No cluster has this resourceArn.");
  }
  return {};
}

/**
 * Adds tags to an association, or changes their values.
 *
 * @throws EksApiError `resource_unknown` if no association has the ARN
 * @throws what `AssociationEditor.update` throws
 */
export async function addTags(
  cluster: EksApiCluster,
  resource: Resource,
  tags: Readonly<Record<string, string>>,
): Promise<ManagedAssociation> {
  const association = await findTagged(cluster, resource);
  return cluster.editor.update(association.id, { tags });
}

/**
 * Removes tags of an association. Keys that it doesn't have are ignored.
 *
 * @throws EksApiError `resource_unknown` if no association has the ARN
 * @throws what `AssociationEditor.update` throws
 */
export async function removeTags(
  cluster: EksApiCluster,
  resource: Resource,
  keys: readonly string[],
): Promise<ManagedAssociation> {
  const association = await findTagged(cluster, resource);
  const tags = Object.fromEntries(keys.map((key) => [key, null]));
  return cluster.editor.update(association.id, { tags });
}

async function findTagged(cluster: EksApiCluster, resource: Resource): Promise<ManagedAssociation> {
  const { associationId } = resource;
  if (associationId === undefined) {
    throw new EksApiError(
      "resource_arn_invalid",
      "Only pod identity associations can have tags here, not clusters.",
    );
  }
  const association = isOfCluster(resource, cluster) ? await cluster.editor.get(associationId) : undefined;
  if (association === undefined) {
    throw new EksApiError("resource_unknown", "No pod identity association has this resourceArn.");
  }
  return association;
}
