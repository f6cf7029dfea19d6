import type { AuthScheme } from "../client/operation.ts";
import { EndpointError } from "../errors/endpoint-error.ts";
import { sign } from "../sigv4/sign.ts";

/**
 * Signs requests with Signature Version 4, if the client has credentials.
 *
 * @throws {EndpointError} if there is no region to sign for
 */
export const sigV4: AuthScheme = async (request, getIdentity, endpoint, date, platform) => {
  const credentials = await getIdentity("credentials");
  if (!credentials?.secretAccessKey) {
    return undefined;
  }
  const { signingRegion, signingName = "" } = endpoint;
  if (!signingRegion) {
    throw new EndpointError("Set the client's option `region`.");
  }
  return sign(request, credentials, `${signingRegion}/${signingName}`, date, platform);
};
