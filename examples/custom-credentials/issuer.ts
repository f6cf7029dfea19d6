import { createHmac, randomBytes } from "node:crypto";
import { type CredentialIssuer, CredentialIssuerError } from "@eks-auth/service";

/**
 * Creates an issuer of credentials for an S3-compatible store of your own, instead of AWS STS. The store knows the secret and
 * checks the session token: it has the role, the tags of the pod and the expiry, and a signature of them.
 *
 * @param secret - what the store and this program share
 * @param roles - the names of the roles that the store has
 */
export function createStoreIssuer(secret: Uint8Array, roles: ReadonlySet<string>): CredentialIssuer {
  return {
    async issue({ role, sessionName, tags, durationSeconds }) {
      if (!roles.has(role.name)) {
        // The code decides what the pod gets: here AccessDeniedException.
        throw new CredentialIssuerError(
          "role_refused",
          `The store has no role ${role.name}. Create it first.`,
        );
      }
      // Responses count in whole seconds.
      const expiration = new Date((Math.floor(Date.now() / 1000) + durationSeconds) * 1000);
      const claims = { role: role.name, sessionName, tags, expiration };
      const content = Buffer.from(JSON.stringify(claims)).toString("base64url");
      const sign = (text: string): string => createHmac("sha256", secret).update(text).digest("base64url");
      return {
        accessKeyId: `ASIA${toBase32(randomBytes(16))}`,
        secretAccessKey: sign(`secret ${content}`),
        sessionToken: `${content}.${sign(content)}`,
        expiration,
        assumedRole: {
          arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
          id: `AROASTORE:${sessionName}`,
        },
      };
    },
  };
}

/** Formats bytes in the letters of AWS's access keys. */
function toBase32(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(byte & 31)).join("");
}
