import type {
  AssociationSpec,
  AssociationStatus,
  ClusterPodIdentityAssociation,
  PodIdentityAssociation,
} from "../../../src/associations/kubernetes/resources.ts";

export const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" };

/** Formats the ARN of a role. */
export function roleArn(name: string): string {
  return `arn:aws:iam::111122223333:role/${name}`;
}

interface Extra {
  readonly createdAt?: string;
  readonly generation?: number;
  readonly status?: AssociationStatus;
}

function metadataOf(name: string, { createdAt = "2026-11-30T00:00:00Z", generation = 1 }: Extra) {
  return { name, uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: createdAt, generation };
}

/** Creates the resource of a namespace. */
export function association(
  namespace: string,
  name: string,
  spec: Partial<AssociationSpec> = {},
  extra: Extra = {},
): PodIdentityAssociation {
  return {
    apiVersion: "eks-auth.dev/v1alpha1",
    kind: "PodIdentityAssociation",
    metadata: { ...metadataOf(name, extra), namespace },
    spec: { serviceAccount: name, roleArn: roleArn(name), ...spec },
    status: extra.status,
  };
}

/** Creates a resource of the cluster. */
export function clusterAssociation(
  name: string,
  spec: Partial<ClusterPodIdentityAssociation["spec"]> = {},
  extra: Extra = {},
): ClusterPodIdentityAssociation {
  return {
    apiVersion: "eks-auth.dev/v1alpha1",
    kind: "ClusterPodIdentityAssociation",
    metadata: metadataOf(name, extra),
    spec: { namespace: "*", serviceAccount: name, roleArn: roleArn(name), ...spec },
    status: extra.status,
  };
}
