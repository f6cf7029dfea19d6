import { partitionOf } from "./partition.ts";

/** An IAM role's ARN and its parts. */
export interface RoleArn {
  /** The whole ARN: `arn:aws:iam::111122223333:role/team/app`. */
  readonly arn: string;
  /** The AWS partition: `aws`, `aws-cn`, `aws-us-gov` and others. */
  readonly partition: string;
  /** The 12 digits of the role's account. */
  readonly accountId: string;
  /** The role's path with both slashes: `/team/`, or `/` if it has none. */
  readonly path: string;
  /** The role's name without its path: `app`. */
  readonly name: string;
}

/** An IAM role's ARN. */
export const roleArnPattern: RegExp =
  /^arn:(?<partition>aws(?:-[a-z]+)*):iam::(?<accountId>\d{12}):role(?<path>\/(?:[\x21-\x7e]{1,510}\/)?)(?<name>[\w+=,.@-]{1,64})$/;

/** An IAM role's ARN, in which `*` and `?` can replace characters. */
export const roleGlobPattern: RegExp = /^arn:[a-z*?-]+:iam::[\d*?]{1,12}:role\/[\x21-\x7e]+$/;

/**
 * Parses an IAM role's ARN.
 *
 * @returns its parts, or undefined if it is not the ARN of a role
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
export function parseRoleArn(arn: string): RoleArn | undefined {
  const { partition, accountId, path, name } = roleArnPattern.exec(arn)?.groups ?? {};
  if (partition === undefined || accountId === undefined || path === undefined || name === undefined) {
    return undefined;
  }
  return { arn, partition, accountId, path, name };
}

/** The parts of a cluster's ARN, which identify it to AWS. */
export interface ClusterIdentity {
  /** The cluster's name, as requests have it: 1 to 100 of `[0-9A-Za-z_-]`, the first a letter or a digit. */
  readonly name: string;
  /** The cluster's AWS region, for its ARN: `eu-west-1`. */
  readonly region: string;
  /** The 12 digits of the cluster's AWS account. */
  readonly accountId: string;
  /** The AWS partition, for a region that the AWS SDK does not know yet; by default that of the region. */
  readonly partition?: string | undefined;
}

/**
 * Formats a cluster's ARN.
 *
 * @returns `arn:aws:eks:eu-west-1:111122223333:cluster/NAME`
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html#amazonelastickubernetesservice-resources-for-iam-policies
 */
export function clusterArn(cluster: ClusterIdentity): string {
  const { name, region, accountId } = cluster;
  return `arn:${partitionOf(cluster)}:eks:${region}:${accountId}:cluster/${name}`;
}
