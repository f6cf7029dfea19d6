import type { AwsCredentials } from "../credentials/credentials.ts";
import { fromHex } from "../encoding/hex.ts";
import type { Platform } from "../platform/platform.ts";
import { hmacSha256 } from "./hmac.ts";

/** The last key of each object with credentials. It ends with the object, and no secret is the key of a map. */
const lastKeys = /* @__PURE__ */ new WeakMap<
  AwsCredentials,
  readonly [secret: string, scope: string, key: Uint8Array]
>();

/**
 * Derives the key that signs the requests of one day, region and service.
 *
 * @param scope - the day, the region, the service and `aws4_request`, separated by slashes
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 */
export async function deriveSigningKey(
  sha256: Platform["sha256"],
  credentials: AwsCredentials,
  scope: string,
): Promise<Uint8Array> {
  const secret = credentials.secretAccessKey;
  const [lastSecret, lastScope, lastKey] = lastKeys.get(credentials) ?? [];
  if (lastKey && lastSecret === secret && lastScope === scope) {
    return lastKey;
  }
  let key: Uint8Array = new TextEncoder().encode(`AWS4${secret}`);
  for (const part of scope.split("/")) {
    key = fromHex(await hmacSha256(sha256, key, part));
  }
  lastKeys.set(credentials, [secret, scope, key]);
  return key;
}
