import type { JWTVerifyGetKey } from "jose";
import type { AssociationStore } from "../associations/association.ts";
import { partitionOf } from "../aws/partition.ts";

/** What names a cluster to AWS: the parts of its ARN. */
export interface ClusterIdentity {
  /** The cluster's name as callers send it, 1 to 100 characters of `[0-9A-Za-z_-]`, the first a letter or a digit. */
  readonly name: string;
  /** The AWS region that the cluster is counted to, `eu-west-1`. */
  readonly region: string;
  /** The twelve digits of the AWS account that the cluster is counted to. */
  readonly accountId: string;
}

/** A cluster whose pods may have credentials. */
export interface Cluster extends ClusterIdentity {
  /** The cluster's service-account issuer, exactly as its tokens have it in `iss`. */
  readonly issuer: string;
  /** Finds the key of this cluster that a token names. Clusters never share one, for two may share an issuer's name. */
  readonly keys: JWTVerifyGetKey;
  /** The longest life of a token that is accepted, in seconds; 24 h where it is left out. */
  readonly maxTokenLifetimeSeconds?: number | undefined;
  /** Which service account has which role. */
  readonly associations: AssociationStore;
}

/**
 * Writes a cluster's ARN.
 *
 * @returns `arn:aws:eks:eu-west-1:111122223333:cluster/NAME`
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html#amazonelastickubernetesservice-resources-for-iam-policies
 */
export function clusterArn({ name, region, accountId }: ClusterIdentity): string {
  return `arn:${partitionOf(region)}:eks:${region}:${accountId}:cluster/${name}`;
}
