import { partition as findPartition } from "@aws-sdk/util-endpoints";

/** By region. The AWS SDK searches its list each time, and a file can have 100,000 associations. */
const partitions = new Map<string, string>();

/**
 * Finds the AWS partition of a cluster: the second part of every ARN in it. The AWS SDK's list decides; a region that is
 * not in it is in `aws`.
 *
 * @returns the configured partition, else that of the region: `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`, `aws-iso` …
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf({ region, partition }: PartitionedCluster): string {
  if (partition !== undefined) {
    return partition;
  }
  let known = partitions.get(region);
  if (known === undefined) {
    known = findPartition(region).name;
    partitions.set(region, known);
  }
  return known;
}

interface PartitionedCluster {
  readonly region: string;
  readonly partition?: string | undefined;
}
