// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { type RequestParts, writeLabel, writeString } from "@eks-auth/client-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

/**
 * Writes the input of AssumeRoleForPodIdentity as a request.
 *
 * @throws TypeError if the input doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityRequest
 */
export function requestAssumeRoleForPodIdentity(input: AssumeRoleForPodIdentityRequest): RequestParts {
  return {
    path: `/clusters/${writeLabel(input.clusterName, "clusterName")}/assume-role-for-pod-identity`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: writeString(input.token, "", "token") }),
  };
}
