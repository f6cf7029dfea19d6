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
