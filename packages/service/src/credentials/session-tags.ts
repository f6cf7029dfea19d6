import { type ClusterIdentity, clusterArn } from "../cluster/cluster.ts";
import type { VerifiedToken } from "../token/verified-token.ts";

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
