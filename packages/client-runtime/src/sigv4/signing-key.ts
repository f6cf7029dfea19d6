import type { AwsCredentials } from "../credentials/credentials.ts";
import { fromHex } from "../encoding/hex.ts";
import type { Platform } from "../platform/platform.ts";
import { hmacSha256 } from "./hmac.ts";

/** A key, and what it was derived from. */
interface SigningKey {
  readonly secret: string;
  readonly scope: string;
  readonly key: Uint8Array;
}

/** The last key of each object with credentials. It ends with the object, and no secret is the key of a map. */
const lastKeys = /* @__PURE__ */ new WeakMap<AwsCredentials, SigningKey>();

/**
 * Derives the key that signs the requests of one day, region and service.
 *
 * @param scope - the day, the region, the service and `aws4_request`, separated by slashes
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 */
export async function deriveSigningKey(
  platform: Pick<Platform, "sha256">,
  credentials: AwsCredentials,
  scope: string,
): Promise<Uint8Array> {
  const secret = credentials.secretAccessKey;
  const last = lastKeys.get(credentials);
  if (last?.secret === secret && last.scope === scope) {
    return last.key;
  }
  let key: Uint8Array = new TextEncoder().encode(`AWS4${secret}`);
  for (const part of scope.split("/")) {
    key = fromHex(await hmacSha256(platform, key, part));
  }
  lastKeys.set(credentials, { secret, scope, key });
  return key;
}
