import { percentEncode } from "../encoding/percent-encoding.ts";
import type { HttpRequest } from "../http/request.ts";

/** Headers that proxies, browsers and other steps add or change on the way. */
const unsigned =
  /^(authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|(proxy|sec)-.*)$/;

/** A request in the form that is signed. */
export interface CanonicalRequest {
  readonly text: string;
  /** The names of the headers in it, separated by semicolons. */
  readonly signedHeaders: string;
}

/**
 * Writes a request in the form that is signed.
 *
 * @param headers - by name in lower case
 * @param payloadHash - the hash of the body in hexadecimal digits, or `UNSIGNED-PAYLOAD`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function createCanonicalRequest(
  { method, host, path, query }: HttpRequest,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
): CanonicalRequest {
  const all: Readonly<Record<string, string>> = { host, ...headers };
  const names = Object.keys(all)
    .filter((name) => !unsigned.test(name))
    .sort();
  const signedHeaders = names.join(";");
  const lines = names.map((name) => `${name}:${trim(all[name])}`);
  const text = [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...lines,
    "",
    signedHeaders,
    payloadHash,
  ].join("\n");
  return { text, signedHeaders };
}

/** Trims a header's value, and replaces white space and line breaks in it by one space. */
function trim(value = ""): string {
  return value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

/** Encodes the path, a second time, without empty and relative segments. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment && segment !== ".") {
      segments.push(percentEncode(segment));
    }
  }
  return `/${segments.join("/")}${segments[0] && path.endsWith("/") ? "/" : ""}`;
}

/** Sorts the parameters by key, then by value. A tab, which comes before all other characters, separates the two. */
function canonicalQuery(query: string): string {
  const parameters = query.split("&").map((parameter) => parameter.replace(/=|$/, "\t"));
  return query && parameters.sort().join("&").replaceAll("\t", "=");
}
