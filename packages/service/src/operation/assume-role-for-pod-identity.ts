import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/server";
import { findAssociation } from "../associations/find-association.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { findCluster } from "../cluster/find-cluster.ts";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { issueCredentials } from "../credentials/issue-credentials.ts";
import { verifyToken } from "../token/verify-token.ts";
import { writeResponse } from "./response.ts";

/** What the operation works with. */
export interface OperationParts {
  /** The clusters by name, each with its own keys. */
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** Where credentials come from. */
  readonly credentials: CredentialIssuer;
  /** How long credentials should live, in seconds. */
  readonly durationSeconds: number;
  /** The time. */
  readonly now: () => Date;
}

/**
 * Trades a pod's service-account token for credentials of its service account's role.
 *
 * @throws UnknownClusterError, ExpiredTokenError, InvalidTokenError, IssuerUnavailableError or NoAssociationError:
 * what the first step that fails throws
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
  const issued = await issueCredentials(parts.credentials, entitlement, parts.durationSeconds);
  return writeResponse(entitlement, issued);
}
