// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type WithMetadata,
} from "@eks-auth/client-runtime";
import { platform } from "@eks-auth/client-runtime/platform";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import { assumeRoleForPodIdentityOperation } from "./operations.ts";
import { service } from "./service.ts";

/** The options of {@link EKSAuth}. */
export type EKSAuthOptions = ClientOptions;

/**
 * A client of Amazon EKS Auth. Gives the pods of a Kubernetes cluster temporary AWS credentials.
 *
 * The EKS Pod Identity Agent of a node is the intended caller: it calls `AssumeRoleForPodIdentity` for
 * the pods on its node. Applications do not call this API. Their AWS SDK gets credentials from the
 * agent's container credentials endpoint.
 *
 * @see com.amazonaws.eksauth#EKSAuthFrontend
 */
export class EKSAuth {
  readonly #client: Client;

  constructor(options: EKSAuthOptions = {}) {
    this.#client = createClient(service, options, platform);
  }

  /**
   * Exchanges the service account token of a pod for temporary credentials of the IAM role that the
   * pod's service account is associated with.
   *
   * The token identifies the pod. The association of its namespace and service account in the cluster
   * `clusterName` determines the role.
   *
   * @param options - a signal that aborts the call, and more headers
   * @throws {AccessDeniedException} with status 400
   * @throws {ExpiredTokenException} with status 400
   * @throws {InternalServerException} with status 500, after retries
   * @throws {InvalidParameterException} with status 400
   * @throws {InvalidRequestException} with status 400
   * @throws {InvalidTokenException} with status 400
   * @throws {ResourceNotFoundException} with status 404
   * @throws {ServiceUnavailableException} with status 503, after retries
   * @throws {ThrottlingException} with status 429, after retries
   * @throws {ClientError} if the call fails for another reason
   * @see com.amazonaws.eksauth#AssumeRoleForPodIdentity
   */
  assumeRoleForPodIdentity(
    input: AssumeRoleForPodIdentityRequest,
    options?: CallOptions,
  ): Promise<WithMetadata<AssumeRoleForPodIdentityResponse>> {
    return this.#client.call(assumeRoleForPodIdentityOperation, input, options);
  }

  /** Closes the client's own connections, each one when its request ends. */
  close(): void {
    this.#client.close();
  }
}
