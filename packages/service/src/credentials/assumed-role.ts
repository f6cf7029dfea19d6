import { createHash } from "node:crypto";
import type { RoleArn } from "../aws/role-arn.ts";
import { toBase32Id } from "./base32.ts";

/** A session of a role, as STS names it. */
export interface AssumedRole {
  /** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly arn: string;
  /** `AROA…:SESSION` */
  readonly id: string;
}

/** Names a session of a role as the embedded issuer does. */
export function createAssumedRole(role: RoleArn, sessionName: string): AssumedRole {
  return {
    arn: `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    id: `${nameRole(role)}:${sessionName}`,
  };
}

/**
 * AWS gives a role an ID when it is made. Ours follows from its ARN, so that it stays.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function nameRole({ arn }: RoleArn): string {
  return `AROA${toBase32Id(createHash("sha256").update(arn).digest().subarray(0, 17))}`;
}
