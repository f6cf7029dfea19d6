import type { AuthScheme } from "../client/operation.ts";

/** Sends a token with requests, if the client has one. */
export const bearer: AuthScheme = async (request, getIdentity) => {
  const identity = await getIdentity("token");
  return identity?.token
    ? { ...request, headers: { ...request.headers, authorization: `Bearer ${identity.token}` } }
    : undefined;
};
