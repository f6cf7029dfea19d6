import { encodeBase64 } from "@eks-auth/server-runtime";
import { md5 } from "../encoding/md5.ts";

/**
 * Computes the header `content-md5` of a body.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
 */
export function contentMd5(body: string | Uint8Array): string {
  return encodeBase64(md5(typeof body === "string" ? new TextEncoder().encode(body) : body));
}
