import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";
import { AgentError } from "../core/errors.ts";

/** The path of the EKS Pod Identity Agent. */
const credentialsPath = "/v1/credentials";

/** Whether a `Host` header names the agent. */
export type HostCheck = (header: string | undefined) => boolean;

/**
 * Checks everything about a request that can be checked without reading its token, and returns the token's text.
 *
 * @throws AgentError if path, `Host` header, method or `Authorization` header are wrong
 */
export function readTokenText(request: IncomingMessage, isAllowedHost: HostCheck): string {
  const { url, method } = request;
  // Checked first, so that a probe of "/" gets a 404 with any Host header.
  if (url !== credentialsPath && url?.split("?", 1)[0] !== credentialsPath) {
    throw new AgentError(
      "not_found",
      `There is nothing at this path. Credentials are at ${credentialsPath}.`,
    );
  }
  if (!isAllowedHost(readHeader(request, "host"))) {
    throw new AgentError(
      "host_not_allowed",
      "The Host header names another host. Use the address in AWS_CONTAINER_CREDENTIALS_FULL_URI.",
    );
  }
  if (method !== "GET") {
    throw new AgentError("method_not_allowed", "Use the method GET.");
  }
  const text = readHeader(request, "authorization")?.trim();
  if (text === undefined || text === "") {
    throw new AgentError(
      "missing_token",
      "There is no token. The Authorization header must contain the content of the file in " +
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.",
    );
  }
  return text;
}

/** Whether a request has a body. */
export function hasBody(request: IncomingMessage): boolean {
  const length = readHeader(request, "content-length") ?? "0";
  return length !== "0" || readHeader(request, "transfer-encoding") !== undefined;
}

/** Number of headers whose result is cached: more than the agent has addresses, each in several spellings. */
const maxCachedHeaders = 100;

/**
 * Creates a check that allows the configured hosts, with any port. It rejects web pages that reach the agent by DNS
 * rebinding: their requests name another host.
 *
 * @param hosts - names and addresses; IPv6 addresses with or without brackets
 */
export function createHostCheck(hosts: readonly string[]): HostCheck {
  const allowed = new Set(hosts.map(normalizeHost));
  const results = new LRUCache<string, boolean>({ max: maxCachedHeaders });
  return (header) => {
    if (header === undefined) {
      return false;
    }
    let result = results.get(header);
    if (result === undefined) {
      result = allowed.has(normalizeHost(header.replace(/:\d*$/, "")));
      results.set(header, result);
    }
    return result;
  };
}

/** Writes a host in its canonical spelling, without an IPv6 zone (`%eth0`). */
function normalizeHost(host: string): string {
  const lower = host.toLowerCase();
  const address = lower.replace(/^\[([^[\]]*)\]$/, "$1").replace(/%.*$/, "");
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname : lower;
}

/**
 * Reads the first header with a name from `rawHeaders`. Node.js would create `request.headers` from all headers, though
 * the agent reads only a few.
 *
 * @param name - in lower case
 * @returns the value, or undefined if there is no such header
 */
function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index];
    if (candidate?.length === name.length && candidate.toLowerCase() === name) {
      return rawHeaders[index + 1];
    }
  }
  return undefined;
}
