import type { AwsCredentials, HttpRequest } from "../../src/index.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { sign } from "../../src/sigv4/sign.ts";

/** What a request is signed with. */
export interface SigningOptions {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly service: string;
  readonly date: Date;
  readonly platform: Pick<Platform, "sha256" | "hmac">;
  /** Whether the body is not part of the signature. */
  readonly unsignedPayload?: boolean | undefined;
}

/** Signs a request. */
export function signWith(
  request: HttpRequest,
  { credentials, region, service, date, platform, unsignedPayload }: SigningOptions,
): Promise<HttpRequest> {
  const headers = {
    ...request.headers,
    ...(unsignedPayload && { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }),
  };
  return sign({ ...request, headers }, credentials, `${region}/${service}`, date, platform);
}
