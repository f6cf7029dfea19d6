// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  getMember,
  readJsonBody,
  readLabel,
  readString,
  type RoutedRequest,
  type Unchecked,
} from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

/**
 * Reads the input of AssumeRoleForPodIdentity from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityRequest
 */
export function receiveAssumeRoleForPodIdentity(
  request: RoutedRequest,
): Unchecked<AssumeRoleForPodIdentityRequest> {
  const body = readJsonBody(request);
  const input: Unchecked<AssumeRoleForPodIdentityRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  const $token = getMember(body, "token");
  if ($token !== undefined) {
    input.token = readString($token, "", "token");
  }
  return input;
}
