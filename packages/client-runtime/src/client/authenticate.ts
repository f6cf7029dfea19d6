import { createCached } from "../credentials/cached.ts";
import { CredentialsError } from "../errors/credentials-error.ts";
import { EndpointError } from "../errors/endpoint-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Platform } from "../platform/platform.ts";
import { sign } from "../sigv4/sign.ts";
import type { Endpoint, Operation, ServiceDefinition } from "./operation.ts";
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
  service: ServiceDefinition,
  options: ClientOptions,
  platform: Platform,
): Authenticate {
  const getCredentials = createCached(options.credentials);
  const getToken = createCached(options.token);

  return async (request, { auth = service.auth, unsignedPayload }, endpoint, date) => {
    for (const scheme of auth) {
      if (scheme === "none") {
        return request;
      }
      if (scheme === "bearer") {
        const token = await getToken();
        if (token?.token) {
          return { ...request, headers: { ...request.headers, authorization: `Bearer ${token.token}` } };
        }
      } else {
        const credentials = await getCredentials();
        if (credentials?.secretAccessKey) {
          const { signingRegion: region = options.region, signingName = service.signingName ?? "" } =
            endpoint;
          if (!region) {
            throw new EndpointError("Set the client's option `region`.");
          }
          return sign(request, {
            credentials,
            region,
            service: signingName,
            date,
            platform,
            unsignedPayload,
          });
        }
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
