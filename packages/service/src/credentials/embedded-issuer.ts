import { randomBytes } from "node:crypto";
import type { CryptoKey } from "jose";
import { createAssumedRole } from "./assumed-role.ts";
import { toBase32Id } from "./base32.ts";
import type { CredentialIssuer } from "./credential-issuer.ts";
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
