import type { RequestParts } from "../client/operation.ts";

/**
 * Leaves the body of a request out of its signature.
 *
 * @see https://smithy.io/2.0/aws/aws-auth.html#aws-auth-unsignedpayload-trait
 */
export async function leaveUnsigned(parts: RequestParts | Promise<RequestParts>): Promise<RequestParts> {
  const { headers, ...rest } = await parts;
  return { ...rest, headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers } };
}
