import { EndpointError } from "../errors/endpoint-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Endpoint, Operation, RequestParts } from "./operation.ts";

/** An address has no names below it, so it can't have a host prefix. */
const addressPattern = /^(\[|[\d.]+(:|$))/;

/**
 * Creates the request of a call.
 *
 * @param headers - of the client and of the call. They replace those of the model
 * @throws {EndpointError} if the endpoint isn't a usable URL
 */
export function createRequest(
  { method, checksum }: Operation<never, unknown>,
  { path, query = "", headers: ownHeaders, body, hostPrefix = "" }: RequestParts,
  endpoint: Endpoint,
  headers: Readonly<Record<string, string>>,
): HttpRequest {
  const { protocol, host, pathname } = parseEndpoint(endpoint.url);
  const isInMemory = typeof body === "string" || body instanceof Uint8Array;
  return {
    method,
    protocol,
    host: addressPattern.test(host) ? host : hostPrefix + host,
    path: pathname.replace(/\/$/, "") + path,
    query,
    headers: {
      ...(checksum && isInMemory && { "content-md5": checksum(body) }),
      ...endpoint.headers,
      ...ownHeaders,
      ...headers,
    },
    body,
  };
}

/** A part of a URL in the form that requests need. */
interface ParsedEndpoint {
  readonly protocol: HttpRequest["protocol"];
  readonly host: string;
  readonly pathname: string;
}

function parseEndpoint(url: string): ParsedEndpoint {
  const { protocol, host, pathname, username, password, search, hash } =
    URL.parse(url) ?? ({} as Partial<URL>);
  if ((protocol !== "https:" && protocol !== "http:") || username || password || search || hash) {
    throw new EndpointError(
      "The endpoint must be an http or https URL without user, password, query and fragment.",
    );
  }
  return { protocol, host: host as string, pathname: pathname as string };
}
