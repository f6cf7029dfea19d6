import type { PodCredentials } from "../upstream/upstream.ts";

/**
 * Writes credentials as AWS SDKs read them from a container's endpoint.
 *
 * @returns JSON, of ASCII alone
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function writeCredentials(credentials: PodCredentials): string {
  const json = JSON.stringify({
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    AccountId: credentials.accountId,
    // RFC 3339 without a fraction, as AWS's own agent writes it: what every parser takes.
    Expiration: credentials.expiration.toISOString().replace(/\.\d{3}Z$/, "Z"),
  });
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
