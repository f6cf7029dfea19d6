import type { AwsCredentials } from "../credentials/credentials.ts";
import type { Platform } from "../platform/platform.ts";

/** The last key of each object with credentials. It ends with the object, and no secret is the key of a map. */
const lastKeys = /* @__PURE__ */ new WeakMap<AwsCredentials, readonly [source: string, key: Uint8Array]>();

/**
 * Derives the key that signs the requests of one day, region and service.
 *
 * @param scope - the day, the region, the service and `aws4_request`, separated by slashes
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 */
export async function deriveSigningKey(
  hmac: Platform["hmac"],
  credentials: AwsCredentials,
  scope: string,
): Promise<Uint8Array> {
  const secret = `AWS4${credentials.secretAccessKey}`;
  const source = secret + scope;
  const [lastSource, lastKey] = lastKeys.get(credentials) ?? [];
  if (lastKey && lastSource === source) {
    return lastKey;
  }
  let key: Uint8Array | string = secret;
  for (const part of scope.split("/")) {
    key = await hmac(key, part);
  }
  lastKeys.set(credentials, [source, key as Uint8Array]);
  return key as Uint8Array;
}
