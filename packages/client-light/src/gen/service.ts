// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { type ServiceDefinition, sigV4 } from "@eks-auth/client-runtime";
import { type EndpointParameters, resolveEndpoint } from "./endpoint.ts";

/**
 * Describes Amazon EKS Auth for the runtime.
 *
 * @see com.amazonaws.eksauth#EKSAuthFrontend
 */
export const service: ServiceDefinition<EndpointParameters> = {
  id: "EKS-Auth",
  signingName: "eks-auth",
  auth: [sigV4],
  resolveEndpoint: resolveEndpoint,
};
