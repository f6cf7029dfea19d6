import { createHash, randomBytes } from "node:crypto";
import type { RoleArn } from "../../names/arn.ts";
import type { AssumedRole, CredentialIssuer } from "../credential-issuer.ts";
import { type Session, type SessionKeys, signSessionToken } from "./session-token.ts";

/** Options of {@link createEmbeddedIssuer}. */
export interface EmbeddedIssuerOptions {
  /** The current key signs session tokens. `generateSessionKeys` creates keys, `openSessionKeys` keeps them in a file. */
  readonly keys: SessionKeys;
  /** The current time; by default that of the system. */
  readonly now?: () => Date;
}

/**
 * Creates an issuer that works without AWS, for development and tests. Its credentials have AWS's format but AWS does not
 * accept them; `verifySessionToken` returns their session. With a target role the session is that of the target role. No
 * trust policy is checked.
 */
export function createEmbeddedIssuer(options: EmbeddedIssuerOptions): CredentialIssuer {
  const { keys, now = () => new Date() } = options;
  return {
    async issue({ role: firstRole, target, sessionName, tags, policy, durationSeconds }) {
      const role = target?.role ?? firstRole;
      const accessKeyId = `ASIA${toBase32Id(randomBytes(16))}`;
      // Tokens and responses count in whole seconds, so both have the same time.
      const expiration = new Date((Math.floor(now().getTime() / 1000) + durationSeconds) * 1000);
      const session: Session = {
        roleArn: role.arn,
        sourceRoleArn: target && firstRole.arn,
        externalId: target?.externalId,
        sessionName,
        accessKeyId,
        tags,
        policy,
        expiration,
      };
      return {
        accessKeyId,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: await signSessionToken(session, keys.current),
        expiration,
        assumedRole: createAssumedRole(role, sessionName),
      };
    },
  };
}

/** Creates the ARN and the ID of a role's session, as the embedded issuer does. */
export function createAssumedRole(role: RoleArn, sessionName: string): AssumedRole {
  return {
    arn: `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    id: `${deriveRoleId(role)}:${sessionName}`,
  };
}

/**
 * AWS assigns an ID when a role is created. Ours is derived from the ARN, so it is always the same.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function deriveRoleId({ arn }: RoleArn): string {
  return `AROA${toBase32Id(createHash("sha256").update(arn).digest().subarray(0, 17))}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Formats bytes in the alphabet of AWS's identifiers: one of `[A-Z2-7]` for each byte, from 5 of its bits. */
function toBase32Id(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join("");
}
