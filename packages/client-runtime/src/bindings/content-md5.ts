import { encodeBase64 } from "@eks-auth/server-runtime";
import type { RequestParts } from "../client/operation.ts";
import { md5 } from "../encoding/md5.ts";

/**
 * Adds the header `content-md5` to a request, unless the input sets it.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
 */
export async function addContentMd5(parts: RequestParts | Promise<RequestParts>): Promise<RequestParts> {
  const { body, headers, ...rest } = await parts;
  return { ...rest, body, headers: { "content-md5": contentMd5(body as string | Uint8Array), ...headers } };
}

/** Computes the MD5 digest of a body as base64. */
export function contentMd5(body: string | Uint8Array = ""): string {
  return encodeBase64(md5(typeof body === "string" ? new TextEncoder().encode(body) : body));
}
