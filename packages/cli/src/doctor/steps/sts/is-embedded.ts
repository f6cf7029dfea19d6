import type { GotCredentials } from "../../credentials/got-credentials.ts";

/** Tells whether credentials are of the embedded issuer: its session tokens are JSON Web Tokens, and those of AWS aren't. */
export function isEmbedded({ sessionToken }: GotCredentials): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(sessionToken);
}
