/** The parts of an ARN. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** The parts of the resource, which slashes or colons separate. */
  readonly resourceId: readonly string[];
}

/**
 * Parses an ARN.
 *
 * @returns undefined if it isn't one
 * @see https://smithy.io/2.0/aws/rules-engine/library-functions.html#aws-parsearn-function
 */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || !partition || !service || region == null || accountId == null || !resource.join(":")) {
    return undefined;
  }
  return { partition, service, region, accountId, resourceId: resource.join("/").split("/") };
}
