import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { withoutPort } from "../http/without-port.ts";
import type { ConsoleFailure } from "./api-types.ts";

/** Headers of every response: the page loads only its own files, and no other page can show, load or read them. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** A request that was rejected. */
export interface Rejection {
  readonly status: number;
  readonly failure: ConsoleFailure;
}

/**
 * Checks that a request comes from the console's own page, or from a program of this machine. Other pages of the browser can
 * send requests to loopback addresses: as another origin, or with a name that was rebound to 127.0.0.1.
 *
 * @returns undefined if the request is allowed
 */
export function checkOrigin({ method, headers }: IncomingMessage): Rejection | undefined {
  const { host = "", origin } = headers;
  if (!isLoopbackHost(withoutPort(host))) {
    return reject(403, "host_not_allowed", "The Host header must name this machine, such as 127.0.0.1.");
  }
  const isChange = method !== "GET" && method !== "HEAD";
  if (origin === undefined ? isChange : URL.parse(origin)?.host !== host) {
    return reject(403, "origin_not_allowed", "The Origin header must be the console's own.");
  }
  // Browsers send it also if they send no Origin; `none` is a user who typed the address.
  const site = headers["sec-fetch-site"] ?? "none";
  if (headers["sec-fetch-mode"] !== "navigate" && site !== "same-origin" && site !== "none") {
    return reject(403, "origin_not_allowed", "Only the console's own page can load this.");
  }
  if (isChange && !isJson(headers["content-type"])) {
    return reject(415, "media_type_not_allowed", "Send application/json.");
  }
  return undefined;
}

function isJson(contentType = ""): boolean {
  return /^application\/json *(;|$)/i.test(contentType);
}

function reject(status: number, code: string, message: string): Rejection {
  return { status, failure: { code, message } };
}
