import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/server";
import { findAssociation } from "../associations/find-association.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { findCluster } from "../cluster/find-cluster.ts";
import { type Issuance, issueCredentials } from "../credentials/issue-credentials.ts";
import { verifyToken } from "../token/verify-token.ts";
import { writeResponse } from "./response.ts";

/** What the operation works with. */
export interface OperationParts {
  /** The clusters by name, each with its own keys. */
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** How credentials are issued. */
  readonly issuance: Issuance;
  /** The time. */
  readonly now: () => Date;
}

/**
 * Trades a pod's service-account token for credentials of its service account's role.
 *
 * @throws UnknownClusterError, ExpiredTokenError, InvalidTokenError, IssuerUnavailableError, NoAssociationError
 * or CredentialIssuerError: what the first step that fails throws
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html
 */
export async function assumeRoleForPodIdentity(
  parts: OperationParts,
  input: AssumeRoleForPodIdentityRequest,
): Promise<AssumeRoleForPodIdentityResponse> {
  const cluster = findCluster(parts.clusters, input.clusterName);
  const token = await verifyToken(input.token, cluster, parts.now());
  const association = await findAssociation(cluster.associations, token);
  const entitlement = { cluster, token, association };
  const issued = await issueCredentials(parts.issuance, entitlement);
  return writeResponse(entitlement, issued);
}
