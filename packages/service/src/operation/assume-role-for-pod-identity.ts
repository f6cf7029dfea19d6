import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/server";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { Association, AssociationStore } from "../associations/association.ts";
import type { ClusterRules } from "../associations/association-rules.ts";
import { requireAllowedCluster } from "../callers/allowed-cluster.ts";
import type { Caller } from "../callers/caller.ts";
import { requireSameNode } from "../callers/same-node.ts";
import type { IssuedCredentials } from "../credentials/credential-issuer.ts";
import { type IssuanceContext, issueCredentials } from "../credentials/issue-credentials.ts";
import type { Entitlement } from "../credentials/session-request.ts";
import type { TokenIssuer } from "../keys/key-source.ts";
import type { RequestLimits } from "../limits/request-limits.ts";
import { podIdentityAudience } from "../names/kubernetes.ts";
import type { RunStep } from "../observation/run-step.ts";
import { requireAllowedCaller } from "../revocation/denied-caller.ts";
import type { DenyList } from "../revocation/deny-list.ts";
import type { TokenReviewer } from "../revocation/token-reviewer.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { verifyToken } from "../token/verify-token.ts";

/** A cluster whose pods can get credentials. Clusters must not share `keys`, because two can have the same issuer. */
export interface Cluster extends ClusterRules, TokenIssuer {
  /** The roles of the cluster's service accounts. */
  readonly associations: AssociationStore;
  /** Finds out whether a token was revoked; without it, a token is valid until it expires. */
  readonly reviewer?: TokenReviewer | undefined;
}

/** What {@link assumeRoleForPodIdentity} uses. */
export interface OperationContext {
  /** The clusters by name, each with its own keys. */
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly issuance: IssuanceContext;
  /** Limits requests; undefined for no limit. */
  readonly limits: RequestLimits | undefined;
  /** Returns the tokens that are refused although they are valid. */
  readonly getDenyList: () => DenyList | undefined;
  /** Runs the verification of the token, to observe it. */
  readonly runStep: RunStep;
  /** The current time. */
  readonly now: () => Date;
}

/** What the steps of the operation found, for the record of its decision; empty at first. */
export interface Findings {
  /** The pod, when its token is verified. */
  pod?: VerifiedToken;
  /** Whether no step before the look-up of the association refused the request. */
  isLookUpReached?: boolean;
  association?: Association;
  credentials?: IssuedCredentials;
}

/**
 * Exchanges a pod's service-account token for credentials of its service account's role.
 *
 * @param caller - undefined if callers are not authenticated
 * @param findings - gets what each step finds, also if a later one fails
 * @throws CallerError, UnknownClusterError, RequestLimitError, ExpiredTokenError, InvalidTokenError, IssuerUnavailableError,
 * UnknownKeyError, DeniedError, RevokedTokenError, RevocationUnavailableError, NoAssociationError, AssociationRuleError or
 * CredentialIssuerError: the error of the first step that fails
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html
 */
export async function assumeRoleForPodIdentity(
  { clusters, issuance, limits, getDenyList, runStep, now }: OperationContext,
  input: AssumeRoleForPodIdentityRequest,
  caller: Caller | undefined,
  findings: Findings = {},
): Promise<AssumeRoleForPodIdentityResponse> {
  if (caller !== undefined) {
    requireAllowedCluster(caller, input.clusterName);
  }
  const cluster = findCluster(clusters, input.clusterName);
  const denyList = getDenyList();
  if (caller !== undefined) {
    limits?.require(cluster, caller);
    requireAllowedCaller(denyList, cluster.name, caller);
  }
  const step = { name: "verify_token", cluster: cluster.name } as const;
  const token = await runStep(step, () => verifyToken(input.token, cluster, now()));
  findings.pod = token;
  if (caller === undefined) {
    // Before, anyone could use up the cluster's limit.
    limits?.requireOfCluster(cluster, token);
  }
  denyList?.require(cluster.name, token);
  if (caller !== undefined) {
    requireSameNode(caller, token);
  }
  await cluster.reviewer?.require(input.token, token);
  findings.isLookUpReached = true;
  const association = await findAssociation(cluster.associations, token);
  findings.association = association;
  const entitlement = { cluster, token, association };
  const issued = await issueCredentials(issuance, entitlement);
  findings.credentials = issued;
  return createResponse(entitlement, issued);
}

/** There is no cluster with the requested name. */
export class UnknownClusterError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/UnknownClusterError";
  override readonly name = "UnknownClusterError";
  readonly code = "cluster_not_found";

  /** @param clusterName - from the request, checked against the model */
  constructor(clusterName: string) {
    super(`There is no cluster ${clusterName}.`);
  }
}

function findCluster(clusters: ReadonlyMap<string, Cluster>, clusterName: string): Cluster {
  const cluster = clusters.get(clusterName);
  if (cluster === undefined) {
    throw new UnknownClusterError(clusterName);
  }
  return cluster;
}

/** The pod's service account has no association, so its pods have no role. */
export class NoAssociationError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/NoAssociationError";
  override readonly name = "NoAssociationError";
  readonly code = "association_not_found";

  constructor(namespace: string, serviceAccount: string) {
    super(`The service account ${namespace}/${serviceAccount} has no association.`);
  }
}

async function findAssociation(
  associations: AssociationStore,
  { namespace, serviceAccount }: VerifiedToken,
): Promise<Association> {
  const association = await associations.find(namespace, serviceAccount);
  if (association === undefined) {
    throw new NoAssociationError(namespace, serviceAccount);
  }
  return association;
}

function createResponse(
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
