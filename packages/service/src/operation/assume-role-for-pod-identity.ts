import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/server";
import type { Association, AssociationStore } from "../associations/association.ts";
import type { IssuedCredentials } from "../credentials/credential-issuer.ts";
import { type Entitlement, type Issuance, issueCredentials } from "../credentials/issue-credentials.ts";
import type { Cluster } from "../names/arn.ts";
import { podIdentityAudience } from "../names/kubernetes.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { verifyToken } from "../token/verify-token.ts";

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

/** Writes the answer to a caller whose pod has got credentials. */
export function writeResponse(
  { token, association }: Entitlement,
  { assumedRole, accessKeyId, secretAccessKey, sessionToken, expiration }: IssuedCredentials,
): AssumeRoleForPodIdentityResponse {
  return {
    subject: { namespace: token.namespace, serviceAccount: token.serviceAccount },
    audience: podIdentityAudience,
    podIdentityAssociation: { associationArn: association.arn, associationId: association.id },
    assumedRoleUser: { arn: assumedRole.arn, assumeRoleId: assumedRole.id },
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiration },
  };
}

/** No cluster with this name is served here. */
export class UnknownClusterError extends Error {
  override readonly name = "UnknownClusterError";

  /** @param clusterName - the name that the caller sent, already checked against the model */
  constructor(clusterName: string) {
    super(`No cluster is called ${clusterName}.`);
  }
}

/**
 * Finds the cluster that a caller names.
 *
 * @throws UnknownClusterError where no cluster has this name
 */
export function findCluster<Cluster>(clusters: ReadonlyMap<string, Cluster>, clusterName: string): Cluster {
  const cluster = clusters.get(clusterName);
  if (cluster === undefined) {
    throw new UnknownClusterError(clusterName);
  }
  return cluster;
}

/** The pod's service account has no association, so its pods have no role. */
export class NoAssociationError extends Error {
  override readonly name = "NoAssociationError";

  constructor(namespace: string, serviceAccount: string) {
    super(`The service account ${namespace}/${serviceAccount} has no association.`);
  }
}

/**
 * Finds the association of the service account that a token was made for.
 *
 * @throws NoAssociationError where it has none
 */
export async function findAssociation(
  associations: AssociationStore,
  { namespace, serviceAccount }: VerifiedToken,
): Promise<Association> {
  const association = await associations.find(namespace, serviceAccount);
  if (association === undefined) {
    throw new NoAssociationError(namespace, serviceAccount);
  }
  return association;
}
