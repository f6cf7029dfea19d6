import { EndpointError } from "../errors/endpoint-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Platform } from "../platform/platform.ts";
import type { Endpoint, Operation, ServiceDefinition } from "./operation.ts";
import type { CallOptions, ClientOptions } from "./options.ts";

/** What all tries of a call have in common. */
export type PreparedCall = readonly [request: HttpRequest, endpoint: Endpoint];

/** Prepares a call. */
export type PrepareCall = <Input>(
  operation: Operation<Input, unknown>,
  input: Input,
  callHeaders: CallOptions["headers"],
) => Promise<PreparedCall>;

/** A normalised URL without user, password, query and fragment: its protocol, its host, its path without the last slash. */
const urlPattern = /^(https?:)\/\/([^@/]+)(\/[^?#]*?)??\/?$/;

/**
 * Creates the preparation of a client's calls.
 *
 * @throws {EndpointError} if a call has no usable endpoint
 * @throws TypeError if an input doesn't have the type that the model declares
 */
export function createPrepareCall(
  service: ServiceDefinition<never>,
  options: ClientOptions,
  platform: Platform,
): PrepareCall {
  const userAgent = `api/${service.id} ${platform.userAgent} ${options.userAgent ?? ""}`.trim();

  return async (operation, input, callHeaders) => {
    const { path, query = "", headers, body, toHost } = await operation.write(input);
    const endpoint = {
      signingRegion: options.region,
      signingName: service.signingName,
      ...service.resolveEndpoint({
        ...options,
        ...operation.endpointParameters?.(input),
      } as never),
    };
    const [, protocol, host = "", basePath = ""] = urlPattern.exec(URL.parse(endpoint.url)?.href ?? "") ?? [];
    if (!protocol) {
      throw new EndpointError("The endpoint must be an http or https URL, without user and query.");
    }
    const merged: Record<string, string> = {
      [platform.userAgentHeader]: userAgent,
      "amz-sdk-invocation-id": platform.createUuid(),
    };
    const clientHeaders = typeof options.headers === "function" ? await options.headers() : options.headers;
    for (const source of [endpoint.headers, headers, clientHeaders, callHeaders]) {
      for (const name in source) {
        merged[name.toLowerCase()] = source[name] as string;
      }
    }
    const request: HttpRequest = {
      method: operation.method,
      protocol: protocol as HttpRequest["protocol"],
      host: toHost ? toHost(host) : host,
      path: basePath + path,
      query,
      headers: merged,
      body,
    };
    return [request, endpoint];
  };
}
