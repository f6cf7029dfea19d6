import type { CredentialsConfig } from "../config/config.ts";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { createEmbeddedIssuer } from "../credentials/embedded-issuer.ts";
import { openSessionKeys } from "../credentials/session-key-file.ts";
import { createStsIssuer } from "../credentials/sts/sts-issuer.ts";

/**
 * Makes the source of credentials, as it is configured.
 *
 * @throws SessionKeyFileError where the embedded issuer's key can't be read or made
 */
export async function openCredentialIssuer({ sts, embedded }: CredentialsConfig): Promise<CredentialIssuer> {
  if (sts !== undefined) {
    return createStsIssuer(sts);
  }
  if (embedded !== undefined) {
    const { privateKey } = await openSessionKeys(embedded.keyFile);
    return createEmbeddedIssuer({ privateKey });
  }
  throw new TypeError("The configuration names no source of credentials: it has neither sts nor embedded.");
}
