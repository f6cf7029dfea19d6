import { createHash, randomBytes } from "node:crypto";
import type { CryptoKey } from "jose";
import type { RoleArn } from "../../names/arn.ts";
import type { CredentialIssuer } from "../credential-issuer.ts";
import { type Session, signSessionToken } from "./session-token.ts";

/** What the embedded issuer needs. */
export interface EmbeddedIssuerOptions {
  /** Signs session tokens; `generateSessionKeys` makes it, and `openSessionKeys` keeps it in a file. */
  readonly privateKey: CryptoKey;
  /** The time; the machine's where it is left out. */
  readonly now?: () => Date;
}

/**
 * Makes an issuer that needs no AWS. Its credentials have AWS's shape and open nothing at AWS: they are for
 * development and tests, where {@link verifySessionToken} tells whose they are. Where there is a target role, the
 * session is that one's, and no trust policy is asked.
 */
export function createEmbeddedIssuer(options: EmbeddedIssuerOptions): CredentialIssuer {
  const { privateKey, now = () => new Date() } = options;
  return {
    async issue({ role: firstRole, target, sessionName, tags, policy, durationSeconds }) {
      const role = target?.role ?? firstRole;
      const accessKeyId = `ASIA${toBase32Id(randomBytes(16))}`;
      // Tokens and answers count in seconds; a whole one keeps both the same.
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
        sessionToken: await signSessionToken(session, privateKey),
        expiration,
        assumedRole: createAssumedRole(role, sessionName),
      };
    },
  };
}

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

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Makes an identifier in the alphabet of AWS's own: a character of `[A-Z2-7]` for each byte, so 5 bits of it.
 *
 * @param bytes - evenly distributed, as a digest's or random ones are
 */
export function toBase32Id(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join("");
}
