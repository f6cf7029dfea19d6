import type { BearerToken } from "../credentials/credentials.ts";
import { CredentialsError } from "../errors/credentials-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Operation, ServiceDefinition } from "./operation.ts";
import type { ClientOptions } from "./options.ts";

/** Adds a signature or a token to a request. */
export type Authenticate = (
  request: HttpRequest,
  operation: Operation<never, unknown>,
) => Promise<HttpRequest>;

/**
 * Creates the authentication of a client. It uses the first scheme of an operation that the client has credentials for.
 *
 * @throws {CredentialsError} if there is none
 */
export function createAuthenticate(
  service: ServiceDefinition,
  { credentials, token }: ClientOptions,
): Authenticate {
  const getToken = toFunction<BearerToken>(token);
  return async (request, operation) => {
    for (const scheme of operation.auth ?? service.auth) {
      if (scheme === "bearer" && getToken) {
        const authorization = `Bearer ${(await getToken()).token}`;
        return { ...request, headers: { ...request.headers, authorization } };
      }
      if (scheme === "none") {
        return request;
      }
    }
    if (credentials === null) {
      return request;
    }
    throw new CredentialsError(
      `${operation.name} needs credentials. Set the client's option \`credentials\`, to null for requests without a signature.`,
    );
  };
}

function toFunction<T>(value: T | (() => Promise<T>) | null | undefined): (() => Promise<T>) | undefined {
  return value == null
    ? undefined
    : typeof value === "function"
      ? (value as () => Promise<T>)
      : async () => value;
}
