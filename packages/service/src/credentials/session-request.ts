import type { Association } from "../associations/association.ts";
import { type ClusterIdentity, clusterArn } from "../names/arn.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { SessionRequest } from "./credential-issuer.ts";
import type { Entitlement } from "./issue-credentials.ts";
import type { SessionNamer } from "./session-name.ts";

/** Says which session a pod is entitled to. */
export function createSessionRequest(entitlement: Entitlement, nameSession: SessionNamer): SessionRequest {
  const { cluster, token, association } = entitlement;
  const { role, targetRole, disableSessionTags, policy } = association;
  return {
    role,
    target:
      targetRole === undefined ? undefined : { role: targetRole, externalId: chooseExternalId(entitlement) },
    sessionName: nameSession(entitlement),
    tags: disableSessionTags ? undefined : createSessionTags(cluster, token),
    policy,
    durationSeconds: chooseDurationSeconds(association),
  };
}

/** The six session tags of a pod's credentials; a role's policies may be conditional on them. */
export interface SessionTags {
  readonly "eks-cluster-arn": string;
  readonly "eks-cluster-name": string;
  readonly "kubernetes-namespace": string;
  readonly "kubernetes-service-account": string;
  readonly "kubernetes-pod-name": string;
  readonly "kubernetes-pod-uid": string;
}

/**
 * Makes the session tags for a pod.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function createSessionTags(cluster: ClusterIdentity, token: VerifiedToken): SessionTags {
  return {
    "eks-cluster-arn": clusterArn(cluster),
    "eks-cluster-name": cluster.name,
    "kubernetes-namespace": token.namespace,
    "kubernetes-service-account": token.serviceAccount,
    "kubernetes-pod-name": token.pod.name,
    "kubernetes-pod-uid": token.pod.uid,
  };
}

/** The longest session that every role allows, as its maximum is an hour at least. */
const defaultSeconds = 3600;
/** What Amazon's own service gives where there is a target role. */
const chainedDefaultSeconds = 3540;
/** STS gives a role no more that is assumed by another role's session. */
const chainedMaxSeconds = 3600;

/**
 * Chooses how long an association's credentials live, in seconds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function chooseDurationSeconds({ targetRole, durationSeconds }: Association): number {
  if (targetRole === undefined) {
    return durationSeconds ?? defaultSeconds;
  }
  return Math.min(durationSeconds ?? chainedDefaultSeconds, chainedMaxSeconds);
}

/**
 * Chooses the external ID for a target role: the association's own; else, where the session has no tags to tell
 * whose it is, `REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT`; else none.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function chooseExternalId({ cluster, token, association }: Entitlement): string | undefined {
  if (association.externalId !== undefined) {
    return association.externalId;
  }
  if (!association.disableSessionTags) {
    return undefined;
  }
  return [cluster.region, cluster.accountId, cluster.name, token.namespace, token.serviceAccount].join("/");
}
