import type { IncomingMessage } from "node:http";
import { AgentError } from "../core/errors.ts";
import type { HostCheck } from "./host-check.ts";

/** The path of the EKS Pod Identity Agent. */
const credentialsPath = "/v1/credentials";

/**
 * Checks everything about a request that can be checked without reading its token, and returns the token's text.
 *
 * @throws AgentError if path, `Host` header, method or `Authorization` header are wrong. The path is only compared, so the
 *   URL of a request to a proxy (`GET http://HOST/v1/credentials`) is another path, with any host.
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
  if (hasTwoHosts(request)) {
    throw new AgentError("bad_request", "The request has more than one Host header. Send one.");
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

/** Whether there are two `Host` headers. A proxy in front of the agent could check one, and the agent the other. */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    count += isHeader(rawHeaders[index], "host") ? 1 : 0;
  }
  return count > 1;
}

/**
 * Reads the first header with a name from `rawHeaders`. Node.js would create `request.headers` from all headers, though
 * the agent reads only a few.
 *
 * @param name - in lower case
 * @returns the value, or undefined if there is no such header
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (isHeader(rawHeaders[index], name)) {
      return rawHeaders[index + 1];
    }
  }
  return undefined;
}

/** @param name - in lower case */
function isHeader(candidate: string | undefined, name: string): boolean {
  return candidate?.length === name.length && candidate.toLowerCase() === name;
}
