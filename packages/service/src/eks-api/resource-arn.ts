import { clusterArn } from "../names/arn.ts";
import { partitionOf } from "../names/partition.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { EksApiError } from "./eks-api-error.ts";

/** What an ARN of this API names. */
export interface Resource {
  readonly arn: string;
  readonly clusterName: string;
  /** Undefined if it is the ARN of the cluster itself. */
  readonly associationId: string | undefined;
}

const format =
  /^arn:[\w-]+:eks:[\w-]*:\d*:(?:cluster\/([\w-]{1,100})|podidentityassociation\/([\w-]{1,100})\/(a-[a-z0-9]{1,64}))$/;

/** Parses the ARN of a cluster or of an association. @returns undefined if it is neither */
export function parseResourceArn(arn: string): Resource | undefined {
  const parts = format.exec(arn);
  if (parts === null) {
    return undefined;
  }
  const [, cluster, clusterOfAssociation, associationId] = parts;
  return { arn, clusterName: cluster ?? clusterOfAssociation ?? "", associationId };
}

/**
 * Parses the ARN of a request.
 *
 * @throws EksApiError `resource_arn_invalid` if it is not that of a cluster or an association
 */
export function requireResource(arn: string): Resource {
  const resource = parseResourceArn(arn);
  if (resource === undefined) {
    throw new EksApiError(
      "resource_arn_invalid",
      "The resourceArn must be that of a cluster or of a pod identity association: arn:aws:eks:REGION:ACCOUNT:podidentityassociation/CLUSTER/ID.",
    );
  }
  return resource;
}

/** Whether an ARN has the partition, the region and the account of its cluster. */
export function isOfCluster({ arn, clusterName, associationId }: Resource, cluster: EksApiCluster): boolean {
  const { region, accountId } = cluster;
  return (
    arn ===
    (associationId === undefined
      ? clusterArn(cluster)
      : `arn:${partitionOf(cluster)}:eks:${region}:${accountId}:podidentityassociation/${clusterName}/${associationId}`)
  );
}
