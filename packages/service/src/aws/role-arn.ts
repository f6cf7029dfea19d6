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
