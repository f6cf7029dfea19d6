import type { PodIdentityAssociation, PodIdentityAssociationSummary } from "@eks-auth/eks-api-server";
import type { ListedAssociation, ManagedAssociation } from "../associations/association-editor.ts";
import { formatExternalId } from "../associations/association-rules.ts";
import { isGlob } from "../associations/precedence.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";

/** Converts an association to the form of the API. Globs are shown as they are. There is no member for the lifetime. */
export function toPodIdentityAssociation(
  association: ManagedAssociation,
  cluster: EksApiCluster,
): PodIdentityAssociation {
  const { role, targetRole, disableSessionTags, policy, tags, createdAt, modifiedAt } = association;
  return {
    ...toSummary(association, cluster),
    roleArn: role.arn,
    tags: { ...tags },
    createdAt,
    modifiedAt: modifiedAt ?? createdAt,
    disableSessionTags,
    targetRoleArn: targetRole?.arn,
    externalId: targetRole && findExternalId(association, cluster),
    policy,
  };
}

/** Converts an association to the form of a list. */
export function toSummary(
  { namespace, serviceAccount, id, arn }: ListedAssociation,
  { name }: EksApiCluster,
): PodIdentityAssociationSummary {
  return { clusterName: name, namespace, serviceAccount, associationArn: arn, associationId: id };
}

/** The external ID that sessions of the target role have; with a glob, those of each service account have another one. */
function findExternalId(association: ManagedAssociation, cluster: EksApiCluster): string | undefined {
  const { externalId, namespace, serviceAccount, disableSessionTags } = association;
  const isDerived = disableSessionTags && !isGlob(namespace) && !isGlob(serviceAccount);
  return externalId ?? (isDerived ? formatExternalId(cluster, association) : undefined);
}
