import type { Association } from "../associations/association.ts";
import { type ClusterRules, formatExternalId, requireAllowed } from "../associations/association-rules.ts";
import { type ClusterIdentity, clusterArn } from "../names/arn.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { SessionRequest, SessionTags } from "./credential-issuer.ts";

/** What entitles a pod to credentials. */
export interface Entitlement {
  /** The pod's cluster. */
  readonly cluster: ClusterRules;
  /** The pod's token. */
  readonly token: VerifiedToken;
  /** The association of the pod's service account. */
  readonly association: Association;
}

/**
 * Creates the request for the session that a pod is entitled to.
 *
 * @throws AssociationRuleError if the association breaks a rule of the cluster
 */
export function createSessionRequest(entitlement: Entitlement, sessionName: string): SessionRequest {
  const { cluster, token, association } = entitlement;
  const { role, targetRole, disableSessionTags, policy } = association;
  requireAllowed(association, cluster, token);
  return {
    role,
    target:
      targetRole === undefined ? undefined : { role: targetRole, externalId: chooseExternalId(entitlement) },
    sessionName,
    tags: disableSessionTags ? undefined : createSessionTags(cluster, token),
    policy,
    durationSeconds: chooseDurationSeconds(association),
  };
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
function createSessionTags(cluster: ClusterIdentity, token: VerifiedToken): SessionTags {
  return {
    "eks-cluster-arn": clusterArn(cluster),
    "eks-cluster-name": cluster.name,
    "kubernetes-namespace": token.namespace,
    "kubernetes-service-account": token.serviceAccount,
    "kubernetes-pod-name": token.pod.name,
    "kubernetes-pod-uid": token.pod.uid,
  };
}

/** Every role allows it: the lowest value of a role's maximum session duration is 1 h. */
const defaultSeconds = 3600;
/** The lifetime that Amazon's service uses for target roles. */
const chainedDefaultSeconds = 3540;
/** STS's limit for a role that is assumed with another role's session. */
const chainedMaxSeconds = 3600;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
function chooseDurationSeconds({ targetRole, durationSeconds }: Association): number {
  if (targetRole === undefined) {
    return durationSeconds ?? defaultSeconds;
  }
  return Math.min(durationSeconds ?? chainedDefaultSeconds, chainedMaxSeconds);
}

/**
 * Chooses the external ID for a target role: that of the association; else, if there are no tags to identify the
 * session, `REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT`; else none.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
function chooseExternalId({ cluster, token, association }: Entitlement): string | undefined {
  if (association.externalId !== undefined) {
    return association.externalId;
  }
  if (!association.disableSessionTags) {
    return undefined;
  }
  return formatExternalId(cluster, token);
}
