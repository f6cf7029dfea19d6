// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  readJsonBody,
  readString,
  readStringLabel,
  type RoutedRequest,
  type Unchecked,
} from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

/**
 * Reads the input of AssumeRoleForPodIdentity from a request.
 *
 * @throws ProtocolError where the request can't be read as the model has it
 */
export function readAssumeRoleForPodIdentityRequest(
  request: RoutedRequest,
): Unchecked<AssumeRoleForPodIdentityRequest> {
  const body = readJsonBody(request);
  return {
    clusterName: readStringLabel(request, 0, "clusterName"),
    token: readString(body, "", "token"),
  };
}
