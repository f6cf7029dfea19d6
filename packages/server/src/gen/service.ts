// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import type { Call } from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/**
 * Gives the pods of a Kubernetes cluster temporary AWS credentials.
 *
 * A node's EKS Pod Identity Agent is the intended caller: it calls `AssumeRoleForPodIdentity` on
 * behalf of the pods beside it. Applications do not call this API. Their AWS SDK asks the agent,
 * through the container credentials endpoint.
 *
 * Implement it, and hand it to {@link createEKSAuthFrontendHandler}.
 *
 * @typeParam Context - what the `authenticate` hook makes of a caller
 */
export interface EKSAuthFrontendService<Context = undefined> {
  /**
   * Trades the service account token of a pod for temporary credentials of the IAM role that the pod's
   * service account is associated with.
   *
   * The token proves which pod asks. The association of its namespace and service account, in the
   * cluster named by `clusterName`, says which role the pod gets.
   *
   * @param input - checked against the model's constraints
   * @param call - who calls, the request's id and a signal that ends with the caller
   * @throws AccessDeniedException - answered with 400
   * @throws ExpiredTokenException - answered with 400
   * @throws InternalServerException - answered with 500
   * @throws InvalidParameterException - answered with 400
   * @throws InvalidRequestException - answered with 400
   * @throws InvalidTokenException - answered with 400
   * @throws ResourceNotFoundException - answered with 404
   * @throws ServiceUnavailableException - answered with 503
   * @throws ThrottlingException - answered with 429
   */
  readonly assumeRoleForPodIdentity: (
    input: AssumeRoleForPodIdentityRequest,
    call: Call<Context>,
  ) => AssumeRoleForPodIdentityResponse | Promise<AssumeRoleForPodIdentityResponse>;
}
