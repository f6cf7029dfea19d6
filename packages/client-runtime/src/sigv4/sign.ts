import type { AwsCredentials } from "../credentials/credentials.ts";
import { type HttpRequest, isStream } from "../http/request.ts";
import type { Platform } from "../platform/platform.ts";
import { canonicalRequest, listSigned } from "./canonical-request.ts";
import { deriveSigningKey } from "./signing-key.ts";

const algorithm = "AWS4-HMAC-SHA256";
const hashHeader = "x-amz-content-sha256";

/**
 * Signs a request with Signature Version 4, in its headers. A header `x-amz-content-sha256` of the request replaces the
 * hash of its body. Streams are not hashed.
 *
 * @param credentials - the signing key is cached for this object
 * @param target - the region and the name of the service to sign for: `eu-west-1/eks-auth`
 * @param date - the time of the signature. AWS accepts it for five minutes
 * @returns a copy of the request with the signature
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function sign(
  request: HttpRequest,
  credentials: AwsCredentials,
  target: string,
  date: Date,
  { sha256, hmac }: Pick<Platform, "sha256" | "hmac">,
): Promise<HttpRequest> {
  const { host, body = "" } = request;
  const { accessKeyId, sessionToken } = credentials;
  const time = date.toISOString().replace(/\.\d+|[-:]/g, "");
  const scope = `${time.slice(0, 8)}/${target}/aws4_request`;
  const payloadHash =
    request.headers[hashHeader] ?? (isStream(body) ? "UNSIGNED-PAYLOAD" : await sha256(body));
  const headers: Record<string, string> = {
    host,
    ...request.headers,
    "x-amz-date": time,
    [hashHeader]: payloadHash,
    ...(sessionToken && { "x-amz-security-token": sessionToken }),
  };
  // As in the AWS SDKs, the time of the signature replaces a date.
  delete headers.date;
  const names = listSigned(headers);
  const key = await deriveSigningKey(hmac, credentials, scope);
  const hash = await sha256(canonicalRequest(request, headers, names, payloadHash));
  const signature = await hmac(key, `${algorithm}\n${time}\n${scope}\n${hash}`, "hex");
  headers.authorization = `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...request, headers };
}
