import { createHash } from "node:crypto";
import { partitionOf } from "../aws/partition.ts";
import { type ClusterIdentity, clusterArn } from "../cluster/cluster.ts";

const length = 17;

/**
 * Names the association of a service account. The same cluster and service account always have the same name, so
 * it survives restarts, other replicas and a change of role.
 *
 * @returns `id`: `a-` and 17 characters of `[a-z0-9]`; `arn`: with it, in the cluster's region and account
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html
 */
export function deriveAssociationId(
  cluster: ClusterIdentity,
  namespace: string,
  serviceAccount: string,
): { id: string; arn: string } {
  // A newline occurs in none of the parts, so different parts never make the same text.
  const digest = createHash("sha256")
    .update([clusterArn(cluster), namespace, serviceAccount].join("\n"))
    .digest("hex");
  const id = `a-${(BigInt(`0x${digest}`) % 36n ** BigInt(length)).toString(36).padStart(length, "0")}`;
  const { name, region, accountId } = cluster;
  return {
    id,
    arn: `arn:${partitionOf(region)}:eks:${region}:${accountId}:podidentityassociation/${name}/${id}`,
  };
}
