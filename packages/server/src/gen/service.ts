// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import type { Call } from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/**
 * Gives the pods of a Kubernetes cluster temporary AWS credentials.
 *
 * The EKS Pod Identity Agent of a node is the intended caller: it calls `AssumeRoleForPodIdentity` for
 * the pods on its node. Applications do not call this API. Their AWS SDK gets credentials from the
 * agent's container credentials endpoint.
 *
 * Implement it, and pass it to {@link createEKSAuthFrontendHandler}.
 *
 * @typeParam Context - the value that the `authenticate` hook returns for a caller
 * @see com.amazonaws.eksauth#EKSAuthFrontend
 */
export interface EKSAuthFrontendService<Context = undefined> {
  /**
   * Exchanges the service account token of a pod for temporary credentials of the IAM role that the
   * pod's service account is associated with.
   *
   * The token identifies the pod. The association of its namespace and service account in the cluster
   * `clusterName` determines the role.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws AccessDeniedException - status 400
   * @throws ExpiredTokenException - status 400
   * @throws InternalServerException - status 500
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws InvalidTokenException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eksauth#AssumeRoleForPodIdentity
   */
  readonly assumeRoleForPodIdentity: (
    input: AssumeRoleForPodIdentityRequest,
    call: Call<Context>,
  ) => AssumeRoleForPodIdentityResponse | Promise<AssumeRoleForPodIdentityResponse>;
}
