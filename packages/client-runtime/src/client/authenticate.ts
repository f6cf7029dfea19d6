import { createCached } from "../credentials/cached.ts";
import { CredentialsError } from "../errors/credentials-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Platform } from "../platform/platform.ts";
import type { Endpoint, GetIdentity, Operation, ServiceDefinition } from "./operation.ts";
import type { ClientOptions } from "./options.ts";

/** Adds a signature or a token to a request. */
export type Authenticate = (
  request: HttpRequest,
  operation: Operation<never, unknown>,
  endpoint: Endpoint,
  date: Date,
) => Promise<HttpRequest>;

/**
 * Creates the authentication of a client. It uses the first scheme of an operation that the client has credentials for.
 *
 * @throws {CredentialsError} if there is none
 * @throws {EndpointError} if there is no region to sign for
 */
export function createAuthenticate(
  service: ServiceDefinition<never>,
  options: ClientOptions,
  platform: Platform,
): Authenticate {
  const cached: Partial<Record<keyof ClientOptions, () => Promise<unknown>>> = {};
  const getIdentity = ((option) => {
    cached[option] ??= createCached<object>(options[option]);
    return cached[option]();
  }) as GetIdentity;

  return async (request, { auth = service.auth }, endpoint, date) => {
    for (const scheme of auth) {
      const authenticated = await scheme(request, getIdentity, endpoint, date, platform);
      if (authenticated) {
        return authenticated;
      }
    }
    if (options.credentials === null) {
      return request;
    }
    throw new CredentialsError(
      "Set the client's option `credentials`; null means requests without a signature.",
    );
  };
}
