import type { JWTVerifyGetKey } from "jose";
import type { AssociationStore } from "../associations/association.ts";

/** An IAM role's ARN and its parts. */
export interface RoleArn {
  /** The whole ARN, `arn:aws:iam::111122223333:role/team/app`. */
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** The twelve digits of the role's account. */
  readonly accountId: string;
  /** The role's path, from slash to slash: `/team/`, or `/` alone. */
  readonly path: string;
  /** The role's name without its path, `app`. */
  readonly name: string;
}

const pattern =
  /^arn:(?<partition>aws(?:-[a-z]+)*):iam::(?<accountId>\d{12}):role(?<path>\/(?:[\x21-\x7e]{1,510}\/)?)(?<name>[\w+=,.@-]{1,64})$/;

/**
 * Takes an IAM role's ARN apart.
 *
 * @returns `undefined` where it isn't one
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
export function parseRoleArn(arn: string): RoleArn | undefined {
  const { partition, accountId, path, name } = pattern.exec(arn)?.groups ?? {};
  if (partition === undefined || accountId === undefined || path === undefined || name === undefined) {
    return undefined;
  }
  return { arn, partition, accountId, path, name };
}

/**
 * Finds the AWS partition that a region belongs to, the second part of every ARN in it.
 *
 * @param region - `cn-north-1`
 * @returns `aws`, `aws-cn` or `aws-us-gov`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

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
