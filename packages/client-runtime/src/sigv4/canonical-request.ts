import { percentEncode } from "../encoding/percent-encoding.ts";
import type { HttpRequest } from "../http/request.ts";

/** Headers that proxies, browsers and other steps add or change on the way. */
const unsigned =
  /^(authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id)$|^(proxy|sec)-/;

/**
 * Lists the names of the headers that are signed, sorted.
 *
 * @param headers - by name in lower case
 */
export function listSigned(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers)
    .filter((name) => !unsigned.test(name))
    .sort();
}

/**
 * Writes a request in the form that is signed.
 *
 * @param headers - by name in lower case, with `host`
 * @param names - of the headers that are signed, sorted
 * @param payloadHash - the hash of the body in hexadecimal digits, or `UNSIGNED-PAYLOAD`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function canonicalRequest(
  { method, path, query }: HttpRequest,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  payloadHash: string,
): string {
  const lines = names.map((name) => `${name}:${trim(headers[name])}\n`);
  return `${method}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n${lines.join("")}\n${names.join(";")}\n${payloadHash}`;
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
  if (path.endsWith("/")) {
    segments.push("");
  }
  return `/${segments.join("/")}`;
}

/** Sorts the parameters by key, then by value. A tab, which comes before all other characters, separates the two. */
function canonicalQuery(query: string): string {
  const parameters = query.split("&").map((parameter) => parameter.replace(/=|$/, "\t"));
  return query && parameters.sort().join("&").replaceAll("\t", "=");
}
